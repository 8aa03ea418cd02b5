/**
 * The page's style sheet. A table wider than the screen has a shade at the edge behind which there is more.
 *
 * Text keeps a contrast of 4.5 to 1 or more with the page in both schemes, lines of charts 3 to 1.
 */
export const styles = `
:root {
  --page: #ffffff; --text: #1a1d21; --quiet: #565e67; --line: #d6dade; --accent: #0b5cb8; --panel: #f5f7f9;
  --right: #0b62c4; --wrong: #b4541a; --shade: #00000040;
  --series-0: #0b62c4; --series-1: #b4541a; --series-2: #13795b; --series-3: #a8358f;
  --series-4: #7a6000; --series-5: #5b4bc4; --series-6: #c02942; --series-7: #5f666e;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --text: #e6e9ec; --quiet: #a3abb3; --line: #363c42; --accent: #7db5f5; --panel: #1c2024;
    --right: #6aaef8; --wrong: #ef9a5b; --shade: #ffffff50;
    --series-0: #6aaef8; --series-1: #ef9a5b; --series-2: #56c29a; --series-3: #e58ad2;
    --series-4: #d9bd4b; --series-5: #a99bf5; --series-6: #ff8796; --series-7: #a2a9b1;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 66rem; padding: 1.25rem 1rem 4rem; background: var(--page); color: var(--text);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 0.75rem; }
h2 { font-size: 1.35rem; margin: 3rem 0 0.75rem; border-bottom: 1px solid var(--line); padding-bottom: 0.25rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 0.25rem; }
p { margin: 0.5rem 0; max-width: 46rem; }
.kind { color: var(--quiet); margin: 0; font-size: 0.875rem; }
.sentence { font-size: 1.15rem; }
.quiet, figcaption { color: var(--quiet); font-size: 0.875rem; }
.left-out { border-left: 4px solid var(--wrong); padding-left: 0.75rem; }
.notation { font-variant-numeric: tabular-nums; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; background: var(--page); padding: 0.5rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; list-style: none; margin: 1rem 0; padding: 0; }
dl { margin: 0.75rem 0; }
dl > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 0.5rem; padding: 0.2rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.875rem; }
pre { background: var(--panel); padding: 0.75rem; overflow-x: auto; overflow-wrap: normal; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0.5rem 2.5rem; align-items: start; }
figure { margin: 0.5rem 0; min-width: 0; }
.figures h3 { margin-top: 0.75rem; }
figcaption { margin: 0.25rem 0; max-width: 32rem; }
.chart { overflow-x: auto; max-width: 30rem; }
.chart svg { display: block; width: 100%; min-width: 20rem; height: auto; font-size: 12.5px; overflow: visible; }
.chart svg text { white-space: pre; }
.chart [aria-label*='grid'] { stroke: var(--line); stroke-opacity: 1; }
.legend { display: flex; flex-wrap: wrap; gap: 0.15rem 1.1rem; list-style: none; margin: 0.25rem 0; padding: 0; font-size: 0.875rem; }
.legend li { display: flex; align-items: center; gap: 0.4rem; }
.legend svg { flex: none; }
.scroll { overflow-x: auto; max-width: 100%; background: linear-gradient(to right, var(--page) 35%, transparent) left / 2.5rem 100%,
  linear-gradient(to left, var(--page) 35%, transparent) right / 2.5rem 100%, linear-gradient(to right, var(--shade), transparent) left / 0.9rem 100%,
  linear-gradient(to left, var(--shade), transparent) right / 0.9rem 100%; background-repeat: no-repeat;
  background-attachment: local, local, scroll, scroll; }
table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; margin: 0.5rem 0; overflow-wrap: normal; }
th, td { padding: 0.25rem 0.6rem; text-align: right; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
th:first-child { text-align: left; padding-left: 0; }
thead th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: normal; max-width: 18rem; white-space: normal; overflow-wrap: anywhere; min-width: 6rem; }
.settings td, .settings th, .names-last tr > :last-child { text-align: left; }
.settings td { white-space: normal; overflow-wrap: anywhere; }
.settings tbody th { white-space: nowrap; overflow-wrap: normal; }
.names-last td:last-child { min-width: 14rem; white-space: normal; overflow-wrap: anywhere; }
.confusion th { max-width: 12rem; }
.confusion thead th { min-width: 3rem; white-space: normal; }
.confusion .right { background: color-mix(in srgb, var(--right) calc(var(--share) * 40%), transparent); font-weight: 700; outline: 1px solid var(--right); outline-offset: -2px; }
.confusion .wrong { background: color-mix(in srgb, var(--wrong) calc(6% + var(--share) * 44%), transparent); }
.confusion .none { color: var(--quiet); }
details { margin: 0.25rem 0 1rem; font-size: 0.875rem; }
summary { cursor: pointer; color: var(--accent); width: fit-content; }
details .scroll { max-height: 24rem; overflow-y: auto; }
.notes { padding-left: 1.2rem; }
.pictures { display: flex; flex-wrap: wrap; gap: 0.75rem; }
.pictures figure { margin: 0; text-align: center; }
.pictures img { image-rendering: pixelated; border: 1px solid var(--line); display: block; }
.pictures figcaption { max-width: 96px; }
@media (max-width: 30rem) {
  body { padding: 1rem 0.75rem 3rem; }
  h1 { font-size: 1.45rem; }
  .chart svg { font-size: 15px; }
  th, td { padding: 0.25rem 0.35rem; white-space: normal; }
  tbody th { min-width: 4.5rem; }
  dl > div { grid-template-columns: 1fr; gap: 0; padding: 0.3rem 0; }
}
@media print {
  :root { --page: #fff; --text: #000; --quiet: #444; --line: #ccc; --panel: #f5f7f9; --right: #0b62c4; --wrong: #b4541a;
    --series-0: #0b62c4; --series-1: #b4541a; --series-2: #13795b; --series-3: #a8358f;
    --series-4: #7a6000; --series-5: #5b4bc4; --series-6: #c02942; --series-7: #5f666e; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .skip, details { display: none; }
  figure, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .scroll, .chart { overflow: visible; background: none; }
  .chart svg { min-width: 0; max-width: 12cm; }
}
`;
