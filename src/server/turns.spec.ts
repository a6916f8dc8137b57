import { Turns } from './turns.js';
import { workTime } from '../../test/testkit/work-time.js';

const errors: unknown[] = [];
const turns = new Turns((error) => errors.push(error));

/** Keeps this thread at work for so many milliseconds, whatever else the machine does. */
function work(milliseconds: number): void {
  for (const end = workTime() + milliseconds; workTime() < end;);
}

describe('work in turns', () => {
  it('leaves others their turns in between, and keeps its order', async () => {
    const order: number[] = [];
    let others = 0;
    let done = false;
    const other = () => {
      others++;
      if (!done) setImmediate(other);
    };
    setImmediate(other);
    await new Promise<void>((resolve) => {
      for (let n = 0; n < 50; n++) {
        turns.take(() => {
          work(1);
          if (order.push(n) === 50) resolve();
        });
      }
    });
    done = true;
    expect(order).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(others).toBeGreaterThanOrEqual(9);
  });

  it('goes on after a piece that throws', async () => {
    turns.take(() => {
      throw new Error('broken');
    });
    await new Promise<void>((resolve) => turns.take(resolve));
    expect(errors).toEqual([new Error('broken')]);
  });
});
