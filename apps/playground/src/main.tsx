import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import './styles/tokens.css';
import './styles/page.css';
import './styles/controls.css';
import './styles/charts.css';
import { App } from './views/App.js';

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
