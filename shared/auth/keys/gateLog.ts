/** Where the gate reports what callers are not told; `detail` holds reason words and problems, never token material. */
export type GateLog = (level: 'info' | 'warn', message: string, detail?: Readonly<Record<string, string>>) => void;
