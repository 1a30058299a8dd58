import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sealRecord } from '#platform/vault/record.js'
import { completeAnswers } from '#test/support/answers.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { waitlistedPeople } from '#test/support/people/invited.js'
import { passedDocument } from '#test/support/people/passed-document.js'
import { sender } from '#test/support/people/sender.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team

const logins = ['lead', 'lead-2', 'security', 'coordinator', 'board-1', 'reader-1', 'desk']

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  team = await Team.at(staff, logins)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const sql = <T>(text: string, values: readonly unknown[] = []) => line.world.operator.query<T>(text, values)
const page = (id: string) => `/applications/${id}/vetting`
const button = 'Pass on whether there is a travel document'
const missing = 'Not passed on yet.'
const stands = 'Those who plan know whether there is one.'
const old = 'Passed on before the person changed their answers.'
const sealed = 'Your keys do not open what this person said about a travel document.'

async function inVetting(kind = 'refugee_or_stateless') {
  const place = { ...completeAnswers('x').place, travel_document_kind: kind }
  const { id } = await sender(line.world, 'Canary', false, { place })
  await sql(`UPDATE app.application SET state = 'vetting' WHERE id = $1`, [id])
  return id
}
const shown = async (id: string, login = 'lead') => (await team.as(login).get(page(id))).text
const passed = async (id: string) =>
  (await sql(`SELECT 1 FROM sealed.record WHERE owner_id = $1 AND schema_id = 'balance.travel_document'`, [id])).length
const finding = (number: number, fields: Record<string, string>) =>
  Object.fromEntries(
    Object.entries({ point: String(number), ...fields }).map(([key, value]) => [`checks.${number - 1}.${key}`, value]),
  )
const found = { result: 'fits', evidence: 'E1' }

describe('the desk page of a file', () => {
  it('tells a lead alone whether others know of a travel document, and passes it on by a button', async () => {
    const id = await inVetting()
    const before = await shown(id)
    const officer = await shown(id, 'security')
    const after = (await team.act('lead', `${page(id)}/travel-document`)).text

    for (const text of [missing, button, 'Others get yes or no for planning, never the answer.']) {
      expect(before).toContain(text)
      expect(officer).not.toContain(text)
    }
    expect([after.includes('It is passed on.'), after.includes(stands), after.includes(button)]).toEqual([
      true,
      true,
      false,
    ])
    expect(await shown(id)).toContain(stands)
    expect(await passed(id)).toBe(1)
  })

  it('says that the answers have changed since, and offers the button again', async () => {
    const id = await inVetting()
    await passedDocument(line.world, id, 'no')
    await sql(
      `INSERT INTO app.section_version (application_id, number, section, version, compartments, file_version, on_week)
       SELECT id, 2, 'place', 2, '{risk}', version, date_trunc('week', app.today()) FROM app.application WHERE id = $1`,
      [id],
    )
    const text = await shown(id)

    expect([text.includes(old), text.includes(button), text.includes(stands)]).toEqual([true, true, false])
  })

  it('does not show which it is, and the log holds neither answer nor class', async () => {
    const yes = await inVetting('refugee_or_stateless')
    const no = await inVetting('prefer_not_now')
    for (const id of [yes, no]) await team.act('lead', `${page(id)}/travel-document`)
    const lineOf = (text: string) => /<h2>Travel document<\/h2>.*?<\/section>/s.exec(text)?.[0]

    expect(lineOf(await shown(yes))).toBe(lineOf(await shown(no)))
    expect(staff.log.join()).toContain('/vetting/travel-document')
    expect(staff.log.join()).not.toMatch(/refugee_or_stateless|prefer_not_now|travel_document"/)
  })

  it('is not there for a file on which nothing is passed on any more', async () => {
    const id = await inVetting()
    await sql(`UPDATE app.application SET state = 'rejected' WHERE id = $1`, [id])

    expect(await shown(id)).not.toContain('Travel document')
    expect((await team.act('lead', `${page(id)}/travel-document`)).text).not.toContain('It is passed on.')
    expect(await passed(id)).toBe(0)
  })

  it('has a button that is nobody else’s', async () => {
    const id = await inVetting()
    const statuses: [string, number][] = []
    for (const login of ['security', 'coordinator', 'board-1', 'reader-1', 'desk']) {
      statuses.push([login, (await team.post(login, `${page(id)}/travel-document`)).status])
    }

    expect(statuses.filter(([, status]) => status !== 404)).toEqual([])
    expect(await passed(id)).toBe(0)
  })

  it('says where the lead’s keys do not open the answer', async () => {
    const id = await inVetting()

    expect((await team.act('lead-2', `${page(id)}/travel-document`)).text).toContain(sealed)
    expect(await passed(id)).toBe(0)
  })
})

describe('a checklist that is saved', () => {
  it('passes it on, also where nothing in it was changed', async () => {
    const [changed, unchanged] = [await inVetting(), await inVetting()]
    const saved = await team.act('lead', `/applications/${changed}/checks`, finding(7, found))
    const again = await team.act('lead', `/applications/${unchanged}/checks`, finding(7, { result: '', evidence: '' }))

    expect([saved, again].map(({ text }) => text.includes('The checklist was saved.'))).toEqual([true, true])
    expect([await passed(changed), await passed(unchanged)]).toEqual([1, 1])
  })

  it('stands though the session cannot pass it on, and the page says so', async () => {
    const id = await inVetting()
    const { text } = await team.act('lead-2', `/applications/${id}/checks`, finding(7, found))

    expect([text.includes('The checklist was saved.'), text.includes(missing), text.includes(button)]).toEqual([
      true,
      true,
      true,
    ])
    expect(await sql('SELECT point FROM app.vetting_check WHERE application_id = $1', [id])).toEqual([{ point: 7 }])
    expect(await passed(id)).toBe(0)
  })

  it('passes nothing on where it was refused', async () => {
    const id = await inVetting()
    const { status } = await team.post(
      'lead',
      `/applications/${id}/checks`,
      finding(7, { result: 'fits', evidence: '' }),
    )

    expect([status, await passed(id)]).toEqual([422, 0])
  })
})

describe('the coordinators’ waitlist', () => {
  it('says of who has no document that it is not known, in the words for who was never asked, and never why', async () => {
    const { world, door } = line
    const people = await waitlistedPeople(world.operator, world.editionId, 3)
    const [yes, no] = people
    const key = world.directory.compartmentKey('balance')
    await door.database.transaction(async (tx) => {
      for (const { id } of people) {
        const place = { owner: id, compartment: 'balance', schema: 'balance', version: 1 }
        await door.keyring.store(
          tx,
          sealRecord(place, { values: { visa_for_sweden_known: 'do_not_need' } }, [key]),
          null,
        )
      }
    })
    await passedDocument(world, yes?.id ?? '', 'yes')
    await passedDocument(world, no?.id ?? '', 'no')
    const { text } = await team.as('coordinator').get('/waitlist')
    const rows = await Promise.all(people.map(async ({ id }) => rowOf(text, await line.numberOf(id), id)))

    expect(rows[0]).toMatch(/until \d+ \w+ \d{4}/)
    expect(rows[1]).toContain('not known')
    expect(rows[1]).toBe(rows[2])
    expect(text).not.toMatch(/document|passport/i)
  })
})

/** The row of one person as it is read, without what only tells which person it is. */
const rowOf = (html: string, number: string, id: string): string =>
  (html.match(/<tr[^>]*>.*?<\/tr>/gs) ?? [])
    .filter((row) => row.includes(number))
    .map((row) =>
      row
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(number, '')
        .replaceAll(id, ''),
    )
    .join()
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^ \d+ /, ' ')
