import { useEffect, useState } from 'preact/hooks';

interface Props {
  readonly alphas: readonly number[];
  readonly value: number;
  readonly onChange: (alpha: number) => void;
}

/** The learning rate, on a scale where a step multiplies. The number follows the thumb; the experiment changes when it is let go. */
export function AlphaSlider({ alphas, value, onChange }: Props) {
  const [shown, setShown] = useState(value);
  useEffect(() => setShown(value), [value]);
  const at = (index: string): number => alphas[Number(index)] ?? value;
  return (
    <div class="field">
      <label for="alpha">
        Learning rate <i>α</i>
      </label>
      <div class="slider">
        <input
          id="alpha"
          type="range"
          min={0}
          max={alphas.length - 1}
          step={1}
          value={alphas.indexOf(shown)}
          aria-valuetext={String(shown)}
          onInput={(event) => setShown(at(event.currentTarget.value))}
          onChange={(event) => onChange(at(event.currentTarget.value))}
        />
        <output for="alpha">{shown}</output>
      </div>
    </div>
  );
}
