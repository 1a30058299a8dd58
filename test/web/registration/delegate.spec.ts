import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Audit } from '#platform/audit/audit.js'
import { Keyring } from '#platform/vault/keyring.js'
import { invitedApplicant, press } from '#test/support/people/applicant.js'
import { kenyanAnswers } from '#test/support/people/delegate.js'
import { type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { hiddenField } from '#test/support/web/client.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let registration: Registration

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  registration = await startRegistration(world)
}, 30_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

const invited = (mark: string) => invitedApplicant({ registration, world }, mark)

describe('travel papers', () => {
  it('are asked once a place is confirmed, sealed to the desk, and never shown again', async () => {
    const { client, id } = await invited('PAPERS')
    expect((await client.get('/en/travel-papers')).status).toBe(404)
    await press(client, '/en/reply', '/en/reply', { answer: 'confirm' })
    const answers = {
      ...kenyanAnswers,
      passport_name_native: 'canary-native',
      document_sex_marker: 'F',
      wake_on_travel_days: 'no',
    }

    const wrong = await savePage(client, '/en/travel-papers', { ...answers, birth_place: '' })
    const saved = await savePage(client, '/en/travel-papers', answers)
    const again = await client.get('/en/travel-papers')

    expect([wrong.status, saved.status, saved.location]).toEqual([422, 303, '/en/home'])
    expect(wrong.text).toContain('value="canary-native"')
    expect(wrong.text).toMatch(/<title>Error: /)
    expect(again.text).not.toContain('canary-native')
    expect(again.text).toContain('We have this part.')
    const staff = await world.as('app_staff')
    const keyring = new Keyring(staff, world.directory, new Audit(staff))
    const [record] = await keyring.open(
      await world.holder('desk'),
      { verb: 'identity.opened', objectId: id, purpose: 'visa' },
      { owners: [id], schemas: ['identity.form'] },
    )
    expect(record?.value).toMatchObject({
      form: 'identity-1',
      language: 'en',
      values: { ...kenyanAnswers, passport_name_native: 'canary-native' },
    })
  })

  it('keep what is typed when another window saved first', async () => {
    const { client } = await invited('STALE')
    await press(client, '/en/reply', '/en/reply', { answer: 'confirm' })
    const page = await client.get('/en/travel-papers')
    const token = { form_token: hiddenField(page.text, 'form_token'), version: '0' }
    const answers = { document_kind: 'none_yet', birth_date: '1988', birth_place: 'Nakuru', wake_on_travel_days: 'no' }
    const residence = { 'legal_residence.country': 'KE', 'legal_residence.permit_kind': 'citizen' }
    const first = await client.post('/en/travel-papers', { ...token, ...answers, ...residence })

    const second = await client.post('/en/travel-papers', { ...token, ...answers, ...residence, birth_place: 'Other' })

    expect([first.status, second.status, hiddenField(second.text, 'version')]).toEqual([303, 409, '1'])
    expect(second.text).toContain('value="Other"')
  })
})

describe('tasks of a delegate', () => {
  it('are listed on the page, closed by a button, once', async () => {
    const { client, id } = await invited('TASKS')
    await press(client, '/en/reply', '/en/reply', { answer: 'confirm' })
    const [task] = await world.operator.query<{ id: string }>(
      `INSERT INTO app.task (participation_id, task, owner, state, due_on) SELECT id, 'T19', 'delegate', 'open', app.today() + 5
       FROM app.participation WHERE application_id = $1 RETURNING id`,
      [id],
    )
    const home = await client.get('/en/home')
    const list = await client.get('/en/tasks')

    const fields = { form_token: hiddenField(list.text, 'form_token'), version: '1' }
    const done = await client.postAndFollow(`/en/tasks/${task?.id}/completion`, fields)
    const again = await client.post(`/en/tasks/${task?.id}/completion`, fields)

    expect([home.text.includes('A short briefing'), list.text.includes('A short briefing')]).toEqual([true, true])
    expect(done.text).toMatch(/A short briefing[^]*?Done/)
    expect([again.status, again.location]).toEqual([303, '/en/tasks'])
    expect(await world.operator.query('SELECT state FROM app.task WHERE id = $1', [task?.id])).toEqual([
      { state: 'done' },
    ])
    const lines = await world.operator.query(`SELECT verb FROM audit.pending WHERE object_id = $1`, [task?.id])
    expect(lines).toEqual([{ verb: 'task.complete' }])
  })
})
