/** Environment variables of a process that keeps its rows in memory: the tenant they belong to, and how many there are. */
export const seedVariables = { tenant: 'BENCH_TENANT', rows: 'BENCH_ROWS' } as const;
