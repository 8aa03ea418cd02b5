import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { connect } from '../worker/connect.js';
import type { Connection } from '../worker/connect.js';
import type { Frame, Opening } from '../worker/protocol.js';
import type { Command } from './command.js';
import type { Config } from './config.js';
import { fromHash, toHash } from './hash.js';

/** What the page shows and what its controls do. */
export interface Playground {
  readonly config: Config;
  /** Undefined until the worker has answered. */
  readonly opening: Opening | undefined;
  readonly frame: Frame | undefined;
  readonly failure: string | undefined;
  /** Another experiment: epoch 0, paused. */
  readonly change: (part: Partial<Config>) => void;
  readonly send: (command: Command) => void;
}

interface View {
  readonly opening: Opening;
  readonly frame: Frame;
}

/** The state of the page: the configuration lives in the address, the run in the worker. */
export function usePlayground(): Playground {
  const [config, setConfig] = useState(() => fromHash(location.hash));
  const [view, setView] = useState<View>();
  const [failure, setFailure] = useState<string>();
  const connection = useRef<Connection>(undefined);

  /** Frames and answers come on two channels, so one may overtake the other: the newest serial wins. */
  const show = useCallback((frame: Frame) => {
    setView((view) => (view === undefined || frame.serial < view.frame.serial ? view : { ...view, frame }));
  }, []);

  /** A worker that failed doesn't play, whatever its last frame says. */
  const fail = useCallback((message: string) => {
    setFailure(message);
    setView((view) => view && { ...view, frame: { ...view.frame, playing: false } });
  }, []);

  useEffect(() => {
    const opened = connect(fail);
    connection.current = opened;
    return () => opened.close();
  }, [fail]);

  useEffect(() => {
    let current = true;
    history.replaceState(null, '', `#${toHash(config)}`);
    connection.current
      ?.open(config, (frame) => current && show(frame))
      .then(
        (view) => current && setView(view),
        (error: unknown) => fail(String(error)),
      );
    return () => {
      current = false;
    };
  }, [config, show, fail]);

  useEffect(() => {
    const onHashChange = (): void => setConfig(fromHash(location.hash));
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, []);

  const change = useCallback((part: Partial<Config>) => setConfig((config) => ({ ...config, ...part })), []);
  const send = useCallback(
    (command: Command) => {
      connection.current?.send(command).then(show, (error: unknown) => fail(String(error)));
    },
    [show, fail],
  );
  return { config, opening: view?.opening, frame: view?.frame, failure, change, send };
}
