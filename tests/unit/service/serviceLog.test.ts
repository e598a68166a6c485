import { createServiceLog, type LogLevel } from '../../../shared/service/message/serviceLog.ts';

type Written = readonly [level: LogLevel, text: string];

function written(use: (log: ReturnType<typeof createServiceLog>) => void): readonly Written[] {
  const lines: Written[] = [];
  use(createServiceLog((text, level) => void lines.push([level, text])));
  return lines;
}

test('a line of an error never has the word by which the host takes it for less', () => {
  const problem = new Error('Warning: a WARN and a warn', { cause: 'warned' });
  const [[level, text] = ['info', '']] = written((log) => log.write('error', 'WaRnings came', problem));
  expect(level).toBe('error');
  expect(text).not.toMatch(/warn/i);
  expect(JSON.parse(text)).toMatchObject({
    level: 'error',
    message: 'WaRnings came',
    detail: { message: 'Warning: a WARN and a warn', cause: 'warned' },
  });
});

test('a line of a warning has it', () => {
  expect(written((log) => log.write('warning', 'slow'))).toEqual([
    ['warning', '{"level":"warning","message":"slow"}\n'],
  ]);
});

test('requests are information', () => {
  const used = { storageRequests: 0, storageRetries: 0, storageRows: 0, storageMs: 0 };
  const record = { operation: 'none', status: 200, duration: 1, ...used };
  const unknown = { deleted: undefined, tenant: undefined, client: undefined, caller: undefined, traceId: undefined };
  const [line] = written((log) => log.request({ ...record, ...unknown, requestId: 'r' }));
  expect(line?.[0]).toBe('info');
  expect(JSON.parse(line?.[1] ?? '')).toMatchObject({ level: 'info', message: 'request' });
});
