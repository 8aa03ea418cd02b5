import { useId } from 'preact/hooks';
import { clampInteger } from '../state/config.js';

interface Props {
  readonly label: string;
  /** What a screen reader says, where the label is a symbol. */
  readonly spoken?: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly onChange: (value: number) => void;
}

/** A whole number. What is typed counts when the field is left or Enter is pressed, and is brought within the limits. */
export function NumberField({ label, spoken, value, low, high, onChange }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={low}
        max={high}
        step={1}
        value={value}
        aria-label={spoken ?? label}
        onChange={(event) => {
          const input = event.currentTarget;
          const clamped = Number.isNaN(input.valueAsNumber) ? value : clampInteger(input.valueAsNumber, low, high);
          input.value = String(clamped);
          if (clamped !== value) onChange(clamped);
        }}
      />
    </div>
  );
}
