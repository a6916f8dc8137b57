/** How long everything is measured. Times in milliseconds. */
export interface Plan {
  rounds: number;
  /** Before the first round, for compilers to see each operation. */
  firstWarmUp: number;
  /** Many connections, for what a server can do; one, for how soon it answers. */
  many: { connections: number; warmUp: number; measure: number };
  one: { connections: number; warmUp: number; measure: number };
}

export const wholePlan: Plan = {
  rounds: 5,
  firstWarmUp: 1_500,
  many: { connections: 32, warmUp: 300, measure: 1_200 },
  one: { connections: 1, warmUp: 150, measure: 500 },
};

/** To see that all is well; figures of it say little. */
export const quickPlan: Plan = {
  rounds: 1,
  firstWarmUp: 300,
  many: { connections: 32, warmUp: 200, measure: 600 },
  one: { connections: 1, warmUp: 100, measure: 400 },
};
