import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { BlindIndexKey, IndexContact } from '#features/message/worker/index-contact.job.js'
import { readBlindIndexKey, readMailboxKey } from '#features/message/worker/mailbox-key.js'
import { Mailboxes } from '#features/message/worker/mailboxes.js'
import { knownReferees, namingSchemas } from '#features/reference/staff/known-referees.js'
import { localPaths } from '#platform/vault/local-keys.js'
import { completeAnswers } from '#test/support/answers.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 60_000)

afterAll(() => line.world.end())

const story = (mark: string) => completeAnswers(mark).story ?? {}
const textOf = (value: unknown): string => JSON.stringify(value)
const opened = async (login: string, id: string) => {
  const outcome = await line.door.open.run(line.as(login), id)
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}
const profileOf = async (login: string, id: string) =>
  (await opened(login, id)).records.find(({ compartment }) => compartment === 'profile')?.value
const stand = (id: string, state: string, open: readonly string[] = []) =>
  line.world.operator.query('UPDATE app.application SET state = $2, open_sections = $3 WHERE id = $1', [
    id,
    state,
    open,
  ])
const tasksOf = (id: string) =>
  line.world.operator.query<{ kind: string; role: string; state: string }>(
    'SELECT kind, role, state FROM app.staff_task WHERE application_id = $1 ORDER BY kind',
    [id],
  )
const assign = async (id: string, login: string) => {
  await line.door.assign.run(line.as('coordinator'), id, { accountId: line.as(login).accountId, role: 'reviewer' })
  await line.door.conflict.run(line.as(login), id, 'none')
}

describe('a replaced part', () => {
  it('APP-7 stands in place of the old one for staff, and the old one stays readable', async () => {
    const { id, replace } = await sender(line.world, 'OLD')
    await replace('story', story('NEWER'))
    await replace('story', story('NEWEST'))
    await replace('example', { recent_example: 'other example' })

    const file = await opened('lead', id)
    const profile = file.records.find(({ compartment }) => compartment === 'profile')?.value

    expect(profile?.values).toMatchObject({
      work_summary: 'NEWEST-summary: we go to court with families.',
      recent_example: 'other example',
      why_now: 'OLD-why',
      organisation: 'OLD-organisation',
    })
    expect(profile?.values).toMatchObject({ public_traces: [] })
    expect(profile?.answers?.filter(({ section }) => section === 'story').map(({ lines }) => lines[0])).toEqual([
      'NEWEST-summary: we go to court with families.',
    ])
    expect(
      file.versions.map(({ number, version, section, missing }) => ({ number, version, section, missing })),
    ).toEqual([
      { number: 2, version: 2, section: 'story', missing: [] },
      { number: 3, version: 3, section: 'story', missing: [] },
      { number: 4, version: 2, section: 'example', missing: [] },
    ])
    expect(textOf(file.versions[0]?.said.profile)).toContain('NEWER-summary')
    expect(textOf(file.opened.find(({ schema }) => schema === 'profile')?.value)).toContain('OLD-summary')
  })

  it('goes to each compartment its page reaches, and to no other', async () => {
    const { id, replace } = await sender(line.world, 'PLACED')
    await replace('place', { ...completeAnswers('x').place, travel_document_kind: 'expired', in_exile: undefined })

    const [row] = await line.world.operator.query<{ compartments: string[]; sealed: string[] }>(
      `SELECT v.compartments, ARRAY(SELECT r.compartment || ' ' || r.schema_id || ' ' || r.version FROM sealed.record r
         WHERE r.owner_id = $1 AND r.schema_id LIKE '%.section.%' ORDER BY 1) AS sealed
       FROM app.section_version v WHERE v.application_id = $1`,
      [id],
    )
    const risk = (await opened('lead', id)).records.find(({ compartment }) => compartment === 'risk')?.value

    expect(row?.compartments.toSorted()).toEqual(['balance', 'contact', 'profile', 'risk'])
    expect(row?.sealed).toEqual(
      ['balance', 'contact', 'profile', 'risk'].map((name) => `${name} ${name}.section.place 2`),
    )
    // Exile was answered before and is left open now: the old answer stands no longer.
    expect(risk?.values).toMatchObject({ travel_document_kind: 'expired', safety_note: 'PLACED-safety' })
    expect(risk?.values).not.toHaveProperty('in_exile')
  })

  it('leaves nothing of an answer it took back to lists and comparisons either', async () => {
    const { id, replace } = await sender(line.world, 'TAKENBACK')
    await replace('work', { ...completeAnswers('TAKENBACK').work, organisation: undefined })

    const { set } = await line.door.alike.of(line.as('coordinator'))

    expect(set.opened.get(id)).toMatchObject({ organisation: null, themes: ['digital', 'labour'], lacks: [] })
  })

  it('is a newer version nobody handed over to a reader, until a keeper opens the file', async () => {
    const { id, replace } = await sender(line.world, 'HELDBACK')
    await stand(id, 'in_review')
    await assign(id, 'reader-1')
    await stand(id, 'more_info', ['story'])
    await replace('story', story('LATER'))

    const before = await opened('reader-1', id)
    const waiting = await tasksOf(id)
    await opened('coordinator', id)
    const after = await opened('reader-1', id)

    expect([
      textOf(before.records).includes('HELDBACK-summary'),
      before.versions.map(({ missing }) => missing),
    ]).toEqual([true, [['profile']]])
    expect(textOf(before.records)).not.toContain('LATER')
    expect(waiting).toEqual([{ kind: 'share_changes', role: 'coordinator', state: 'open' }])
    expect(textOf(after.records)).toContain('LATER-summary')
    expect(textOf(after.records)).not.toContain('HELDBACK-summary')
    expect(after.versions.map(({ missing }) => missing)).toEqual([[]])
    expect(await tasksOf(id)).toEqual([{ kind: 'share_changes', role: 'coordinator', state: 'done' }])
  })

  it('is handed over by one act of a keeper; others may not, and there is nothing to do twice', async () => {
    const { id, replace } = await sender(line.world, 'HANDED')
    await stand(id, 'in_review')
    await assign(id, 'reader-1')
    await assign(id, 'reader-2')
    await stand(id, 'more_info', ['story'])
    await replace('story', story('HANDEDNEW'))

    expect(await line.door.share.run(line.as('reader-1'), id)).toMatchObject({ code: 'move_not_allowed' })
    expect(await line.door.share.run(line.as('reader-3'), id)).toMatchObject({ code: 'not_found' })
    expect(await line.door.share.run(line.as('coordinator-2'), id)).toEqual({ ok: true, value: null })
    expect(await line.door.share.run(line.as('coordinator-2'), id)).toMatchObject({ code: 'nothing_to_share' })
    for (const reader of ['reader-1', 'reader-2']) expect(textOf(await profileOf(reader, id))).toContain('HANDEDNEW')
  })

  it('comes with the file to whoever is assigned later', async () => {
    const { id, replace } = await sender(line.world, 'BEFORE')
    await replace('story', story('BEFORENEW'))
    await stand(id, 'in_review')
    await assign(id, 'reader-3')

    expect(textOf(await profileOf('reader-3', id))).toContain('BEFORENEW-summary')
  })

  it('gives its name to the list of files', async () => {
    const { id, replace } = await sender(line.world, 'NAMED')
    await replace('contact', { ...completeAnswers('x').contact, display_name: 'Renamed Person' })

    const list = await line.door.list.run(line.as('coordinator'), { state: 'submitted' })

    expect(list.rows.find((row) => row.id === id)?.name).toBe('Renamed Person')
  })
})

describe('a replaced page about referees', () => {
  it('names the people to be asked from now on, and shows them no more of the applicant than is allowed', async () => {
    const { id, replace } = await sender(line.world, 'REFEREES')
    const [first, second] = (completeAnswers('OTHER').references?.referees ?? []) as object[]
    await replace('references', { referees: [second, first], may_show_referee: 'name_only' })

    const records = await line.door.keyring.open(
      line.as('lead').holder,
      { verb: 'references.opened', objectId: id },
      { owners: [id], schemas: namingSchemas },
    )
    const known = knownReferees(records)

    expect([...(known?.people.values() ?? [])].map(({ name, channel }) => ({ name, channel }))).toEqual([
      { name: 'OTHER-ref-two', channel: 'other-two@example.net' },
      { name: 'OTHER-ref-one', channel: 'other-one@example.net' },
    ])
    expect(known?.shown).toEqual({ name: 'Amal REFEREES-name' })
  })
})

describe('a replaced contact page', () => {
  it('gives the worker the new address with the old mail mark, and moves the index of addresses', async () => {
    const { id, replace } = await sender(line.world, 'WRITES')
    const worker = line.world.sql('app_worker')
    const { worker: secrets } = localPaths(line.world.keyFolder)
    const mailboxes = new Mailboxes(worker, readMailboxKey(secrets))
    const job = new IndexContact(worker, mailboxes, new BlindIndexKey(readBlindIndexKey(secrets)))
    const digest = async () =>
      (
        await line.world.operator.query<{ digest: string }>(
          `SELECT encode(digest, 'hex') AS digest FROM app.contact_index WHERE application_id = $1`,
          [id],
        )
      )[0]?.digest
    await job.run({ applicationId: id })
    const [before, sent] = [await digest(), await mailboxes.open(id)]

    await replace('channels', { safe_channels: [{ channel: 'email', safe: 'yes' }], contact_email: 'new@example.net' })
    await job.run({ applicationId: id })
    const moved = [await digest(), await mailboxes.open(id)] as const
    await replace('channels', { safe_channels: [{ channel: 'none' }] })
    await job.run({ applicationId: id })

    expect(sent?.mailbox).toMatchObject({
      address: 'writes@example.org',
      rules: ['never_phone'],
      zone: 'Africa/Nairobi',
    })
    expect(moved[1]?.mailbox).toEqual({ ...sent?.mailbox, address: 'new@example.net', rules: [] })
    expect(sent?.mailbox.mark).toMatch(/^\S+ \S+$/)
    expect([typeof before, moved[0] === before, await digest()]).toEqual(['string', false, undefined])
    expect((await mailboxes.open(id))?.mailbox.address).toBe('')
    // The old address is told once, of the change to another one, and not where no mail is wanted any more.
    expect(
      await line.world.operator.query(
        `SELECT subject_version FROM app.outbox WHERE application_id = $1 AND kind = 'mail' AND class = 'contact_changed'`,
        [id],
      ),
    ).toEqual([{ subject_version: 1 }])
    expect(
      await line.world.operator.query(
        `SELECT class, subject_version FROM app.outbox WHERE application_id = $1 AND class = 'application.contact_changed' ORDER BY 2`,
        [id],
      ),
    ).toEqual([2, 3].map((number) => ({ class: 'application.contact_changed', subject_version: number })))
  })
})
