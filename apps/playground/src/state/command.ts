/** What the buttons ask for; `slow` belongs to "play". */
export interface Command {
  readonly name: 'play' | 'pause' | 'step' | 'reset';
  readonly slow?: boolean;
}
