import { closeInBatches } from './close-in-batches.js';

async function closings(count: number, milliseconds: number): Promise<{ order: number[]; at: number[] }> {
  const began = performance.now();
  const [order, at]: [number[], number[]] = [[], []];
  await closeInBatches(
    Array.from({ length: count }, (_, n) => n),
    milliseconds,
    (n) => {
      order.push(n);
      at.push(performance.now() - began);
    },
  );
  return { order, at };
}

describe('closing in batches', () => {
  it('closes few at once', async () => {
    const { order, at } = await closings(50, 10_000);
    expect(order).toHaveLength(50);
    expect(at.at(-1)).toBeLessThan(100);
  });

  it('spreads many over the time that there is', async () => {
    const { order, at } = await closings(2_000, 400);
    expect(order).toEqual(Array.from({ length: 2_000 }, (_, n) => n));
    expect(at.filter((moment) => moment < 15).length).toBeLessThanOrEqual(200);
    expect(at.at(-1)).toBeGreaterThan(350);
  });

  it('closes nothing when there is nothing', async () => {
    expect(await closings(0, 10_000)).toEqual({ order: [], at: [] });
  });
});
