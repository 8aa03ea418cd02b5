import { useEffect, useRef, useState } from 'preact/hooks';

/** The newest value, but changing at most once in `ms`; at once when `immediate` changes. */
export function useThrottled<T>(value: T, ms: number, immediate: unknown): T {
  const [shown, setShown] = useState(value);
  const newest = useRef(value);
  newest.current = value;
  useEffect(() => setShown(newest.current), [immediate]);
  useEffect(() => {
    const timer = setInterval(() => setShown(newest.current), ms);
    return () => clearInterval(timer);
  }, [ms]);
  return shown;
}
