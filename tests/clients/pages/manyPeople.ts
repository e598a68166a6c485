import { sampleDetail } from '../../../local/sample/sampleDetail.ts';
import type { Entity } from '../../../shared/edm/entityType.ts';
import { office365ActiveUserDetail as detail } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';

const date = '2026-11-27';

/** 2,000 people of the sample again and again, each under a name of its own, on a date that is newer than that of the others. */
export function* manyPeople(count: number): Iterable<Entity> {
  const some = [...sampleDetail(detail, date, '30')];
  for (let at = 0; at < count; at += 1) {
    const name = `p${String(at).padStart(6, '0')}@contoso.example`;
    yield { ...some[at % some.length], id: `${date}_${name}`, userPrincipalName: name };
  }
}
