// The colours of lines, from the style sheet: each can be read on the page, and any two can be told apart by any eyes.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../../local/projectPaths.ts';
import { lineSlotCount } from '../../../web/chart/lineSlots.ts';

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

const style = readFileSync(path.join(projectPaths.root, 'web', 'style.css'), 'utf8');
const [light = '', dark = ''] = [...style.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block);
const themes: Readonly<Record<string, ReadonlyMap<string, string>>> = Object.fromEntries(
  Object.entries({ light, dark }).map(([name, block]) => [
    name,
    new Map(
      [...block.matchAll(/^ +--([a-z][a-z-]*): (#[\da-f]{6});$/gm)].map(([, key = '', value = '']) => [key, value]),
    ),
  ]),
);
/** What each line is drawn with, by the classes of lines. */
const lines = [...style.matchAll(/^\.c-(\d) \{ --c: var\(--([\w-]+)\); --dash: ([^;]+); \}/gm)].map(
  ([, slot = '', name = '', dash = '']) => ({ slot, name, dash }),
);

const times = (matrix: Matrix, [x, y, z]: Triple): Triple =>
  matrix.map(([a, b, c]) => a * x + b * y + c * z) as unknown as Triple;
/** Linear light of a colour (IEC 61966-2-1). */
const linear = (hex: string): Triple =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;
/** Contrast of two colours (WCAG 2.2, 1.4.3). */
function contrast(one: string, other: string): number {
  const [a, b] = [one, other].map((hex) => {
    const [red, green, blue] = linear(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  }) as [number, number];
  return Math.max(a, b) / Math.min(a, b);
}
/** OKLab of linear light (Ottosson 2020). */
function okLab(rgb: Triple): Triple {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb.map((value) => Math.min(1, Math.max(0, value))) as unknown as Triple,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones.map(Math.cbrt) as unknown as Triple,
  );
}
/** How eyes without a kind of cones see linear light (Machado, Oliveira, Fernandes 2009, severity 1). */
const eyes: Readonly<Record<string, Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

test('there is one sheet of less than 400 lines, with fonts of the system alone', () => {
  expect(style.split('\n').length).toBeLessThan(400);
  expect(style).not.toMatch(/@import|@font-face|url\(/);
});

test('each line has a colour of its own, and a dash of its own for where colours are the reader’s', () => {
  expect(lines).toHaveLength(lineSlotCount);
  expect(new Set(lines.map(({ name }) => name)).size).toBe(lineSlotCount);
  expect(new Set(lines.map(({ dash }) => dash)).size).toBe(lineSlotCount);
});

describe.each(Object.entries(themes))('%s', (_theme, colours) => {
  const colourOf = (name: string): string => colours.get(name) ?? `no colour ${name}`;

  test.each(['page', 'panel'])('lines, text and links have a contrast of 4.5 on the %s', (ground) => {
    const names = [...lines.map(({ name }) => name), 'ink', 'quiet', 'accent', 'bad'];
    const low = names.filter((name) => !(contrast(colourOf(name), colourOf(ground)) >= 4.5));
    expect(low).toEqual([]);
  });

  test.each(Object.entries(eyes))('any two lines are 0.07 apart in OKLab for %s eyes', (_eyes, matrix) => {
    const seen = lines.map(({ name }) => [name, okLab(times(matrix, linear(colourOf(name))))] as const);
    const near = seen.flatMap(([one, a], at) =>
      seen.slice(at + 1).flatMap(([two, b]) => {
        const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
        return distance >= 0.07 ? [] : [`${one} and ${two}: ${distance.toFixed(3)}`];
      }),
    );
    expect(near).toEqual([]);
  });
});
