import type { SideName } from '../sides/side.ts';
import type { Results } from './tables.ts';

const WIDTH = 920;
const HEIGHT = 400;
const PLOT = { left: 56, right: 12, top: 56, bottom: 62 };
const GAP = 0.22;

/** Of middle lightness, so that they stand out from white and from black. */
const colours: Readonly<Record<SideName, string>> = {
  atrium: '#e8590c',
  'limit-json': '#8a939c',
  'limit-rows': '#b0b7be',
  postgraphile: '#3a86c8',
  mercurius: '#3f9d63',
  yoga: '#9467bd',
};

const style = `
  text { font: 12px system-ui, sans-serif; fill: #24292f }
  .strong { font-weight: 700 }
  .small { font-size: 10px }
  .line { stroke: #24292f; stroke-opacity: .18 }
  .whole { stroke: #24292f; stroke-opacity: .6; stroke-dasharray: 4 3 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .line, .whole { stroke: #e6edf3 }
  }`;

/** Answers a second, for each operation as parts of the faster limit, as SVG on no background of its own. */
export function chart({ summary, sides, operations }: Results): string {
  const parts = operations.map(({ name }) => {
    const limit = summary.limit(name);
    return sides.map(({ name: side }) => (limit === null ? null : summary.ratio(side, limit, name)));
  });
  const top = Math.ceil(Math.max(1, ...parts.flat().map((part) => part ?? 0)) * 4) / 4;
  const [plotWidth, plotHeight] = [WIDTH - PLOT.left - PLOT.right, HEIGHT - PLOT.top - PLOT.bottom];
  const y = (part: number) => PLOT.top + plotHeight * (1 - part / top);
  const groupWidth = plotWidth / operations.length;
  const barWidth = (groupWidth * (1 - GAP)) / sides.length;

  const lines = Array.from({ length: top * 4 + 1 }, (_, step) => step / 4).map(
    (part) => `
  <line class="${part === 1 ? 'whole' : 'line'}" x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${round(y(part))}" y2="${round(y(part))}"/>
  <text x="${PLOT.left - 8}" y="${round(y(part) + 4)}" text-anchor="end">${part.toFixed(2)}</text>`,
  );
  const groups = operations.map(({ name }, group) => {
    const left = PLOT.left + groupWidth * (group + GAP / 2);
    const bars = sides.map((side, place) => {
      const part = parts[group]![place];
      if (part == null) return '';
      const x = left + barWidth * place;
      const ours = side.kind === 'atrium';
      return `
  <rect x="${round(x + 1)}" y="${round(y(part))}" width="${round(barWidth - 2)}" height="${round(y(0) - y(part))}" rx="1.5" fill="${colours[side.name]}"${ours ? '' : ' fill-opacity=".8"'}><title>${side.title}, ${name}: ${part.toFixed(2)}</title></rect>
  <text class="small${ours ? ' strong' : ''}" x="${round(x + barWidth / 2)}" y="${round(y(part) - 4)}" text-anchor="middle">${part.toFixed(2).replace(/^0/, '')}</text>`;
    });
    const limit = summary.limit(name);
    const rate = limit && summary.figures(limit, name)?.rate;
    const middle = round(left + (groupWidth * (1 - GAP)) / 2);
    return `${bars.join('')}
  <text class="strong" x="${middle}" y="${HEIGHT - PLOT.bottom + 18}" text-anchor="middle">${name}</text>
  <text class="small" x="${middle}" y="${HEIGHT - PLOT.bottom + 33}" text-anchor="middle">1.00 = ${rate ? Math.round(rate).toLocaleString('en') : '?'}/s</text>`;
  });
  const keyWidth = plotWidth / sides.length;
  const key = sides.map(
    (side, place) => `
  <rect x="${round(PLOT.left + keyWidth * place)}" y="14" width="12" height="12" rx="2" fill="${colours[side.name]}"/>
  <text${side.kind === 'atrium' ? ' class="strong"' : ''} x="${round(PLOT.left + keyWidth * place + 17)}" y="24">${short(side.title)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="Answers a second at 32 connections, as parts of the faster hand-written limit">
  <style>${style}
  </style>${key.join('')}
  <text class="small" x="14" y="${PLOT.top + plotHeight / 2}" text-anchor="middle" transform="rotate(-90 14 ${PLOT.top + plotHeight / 2})">answers a second, of the faster limit</text>${lines.join('')}${groups.join('')}
  <text class="small" x="${PLOT.left + plotWidth / 2}" y="${HEIGHT - 8}" text-anchor="middle">operation; higher is better</text>
</svg>
`;
}

const round = (number: number) => Math.round(number * 10) / 10;

/** The title up to a colon. */
const short = (title: string) => title.split(':', 1)[0]!;
