/** The report's style sheet. The colours of the series keep a contrast of 3 to 1 or more with the page in both schemes. */
export const styles = `
:root {
  --page: #ffffff; --text: #1a1d21; --quiet: #5a626b; --line: #d6dade; --accent: #0b62c4; --good: #11734a; --bad: #b3261e;
  --series-0: #0b62c4; --series-1: #7a7f86; --series-2: #b4541a; --series-3: #13795b;
  --series-4: #a8358f; --series-5: #8a6d00; --series-6: #5b4bc4; --series-7: #c02942;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --text: #e6e9ec; --quiet: #a3abb3; --line: #363c42; --accent: #7db5f5; --good: #63c79b; --bad: #ff8a80;
    --series-0: #6aaef8; --series-1: #a2a9b1; --series-2: #ef9a5b; --series-3: #56c29a;
    --series-4: #e58ad2; --series-5: #d9bd4b; --series-6: #a99bf5; --series-7: #ff8796;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.25rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; margin: 0 0 0.5rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 0.5rem; border-bottom: 1px solid var(--line); padding-bottom: 0.25rem; }
h3 { font-size: 1.1rem; margin: 2rem 0 0.25rem; }
h4 { font-size: 1rem; margin: 1.25rem 0 0.25rem; color: var(--quiet); font-weight: 600; }
p { margin: 0.25rem 0; }
small, figcaption, footer, header p { color: var(--quiet); font-size: 0.875rem; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; background: var(--page); padding: 0.5rem; }
nav ul, .legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; list-style: none; margin: 0.5rem 0; padding: 0; }
.legend { font-size: 0.875rem; }
.legend li { display: flex; align-items: center; gap: 0.3rem; }
.legend svg { flex: none; }
figure { margin: 0.5rem 0; }
.scroll { overflow-x: auto; max-width: 100%; }
.chart svg { display: block; width: 100%; min-width: 30rem; max-width: 46rem; height: auto; --plot-background: var(--page); }
.chart svg text { white-space: pre; }
.chart [aria-label*='grid'] { stroke: var(--line); stroke-opacity: 1; }
.verdicts { margin: 0.5rem 0; padding-left: 1.2rem; }
table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.25rem 0.6rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child { text-align: left; padding-left: 0; }
td small { font-size: 0.75rem; }
.out small { display: inline-block; max-width: 12rem; white-space: normal; vertical-align: top; }
tbody th { font-weight: normal; }
tr.met td:last-child { color: var(--good); font-weight: 600; }
tr.not-met td:last-child { color: var(--bad); font-weight: 600; }
@media print {
  :root { --page: #fff; --text: #000; --quiet: #444; --line: #ccc; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .skip { display: none; }
  section, figure, tr { break-inside: avoid; }
  .scroll { overflow: visible; }
  .chart svg { min-width: 0; max-width: 14cm; }
}
`;
