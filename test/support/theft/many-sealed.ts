import { randomUUID } from 'node:crypto'
import { sealRecord, type SealedRecord } from '#platform/vault/record.js'
import { submitted } from '../sealed-application.js'
import type { World } from '../world.js'

const lot = 250

/** That many applications in review, each with what a submission seals. Their ids, in the order of case numbers. */
export async function manySealed({ operator, directory, editionId }: World, size: number): Promise<string[]> {
  const ids = Array.from({ length: size }, () => randomUUID())
  await operator.query(
    `INSERT INTO app.application (id, edition_id, state, case_number, answer_language, submitted_week)
     SELECT f.id, $2, 'in_review', 'T' || lpad(f.place::text, 5, '0'), 'en', date_trunc('week', app.today())::date
     FROM unnest($1::uuid[]) WITH ORDINALITY f (id, place)`,
    [ids, editionId],
  )
  const seal = (owner: string): SealedRecord[] => [
    ...submitted.map((compartment) => {
      const place = { owner, compartment, schema: compartment === 'contact' ? 'contact.rest' : compartment, version: 1 }
      return sealRecord(place, { text: `words of ${owner}` }, [directory.compartmentKey(compartment)])
    }),
    sealRecord({ owner, compartment: 'contact', schema: 'contact.mailbox', version: 1 }, { address: '' }, [
      directory.compartmentKey('contact'),
      directory.workerKey(),
    ]),
  ]
  for (let from = 0; from < size; from += lot) await store(operator, ids.slice(from, from + lot).flatMap(seal))
  return ids
}

async function store(operator: World['operator'], records: readonly SealedRecord[]): Promise<void> {
  const wraps = records.flatMap((record) => record.wraps.map((wrap) => ({ record: record.id, ...wrap })))
  await operator.query(
    `INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, body)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::integer[], $6::bytea[])`,
    [
      records.map(({ id }) => id),
      records.map(({ owner }) => owner),
      records.map(({ compartment }) => compartment),
      records.map(({ schema }) => schema),
      records.map(({ version }) => version),
      records.map(({ body }) => body),
    ],
  )
  await operator.query(
    'INSERT INTO wraps.dek_wrap (record_id, recipient, wrap) SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bytea[])',
    [wraps.map(({ record }) => record), wraps.map(({ recipient }) => recipient), wraps.map(({ wrap }) => wrap)],
  )
}
