import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import { press } from '#test/support/people/applicant.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'
import { wordsFor } from '#words/index.js'

let world: World
let registration: Registration
let staff: Console
let coordinator: WebClient

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => login === 'coordinator'))
  registration = await startRegistration(world)
  staff = await startStaff(world)
  coordinator = await staff.browserOf('coordinator')
}, 60_000)

afterAll(async () => {
  await staff.close()
  await registration.close()
  await world.end()
})

const conference = '/en/application/conference'
const tracksOn = ({ text }: { text: string }): string[] =>
  [...text.matchAll(/name="tracks" value="([a-z_]+)"/g)].map(([, value]) => value ?? '')

async function draft(): Promise<WebClient> {
  const client = registration.visitor()
  await begin(client)
  return client
}

/** A coordinator saves the standing form. */
async function offer(tracks: readonly string[], remote: 'yes' | '') {
  const page = await coordinator.get('/edition-call')
  const own = { form_token: hiddenField(page.text, 'form_token'), version: hiddenField(page.text, 'version') }
  const fields = { ...own, tracks, offers_remote: remote }
  return coordinator.postAndFollow('/edition-call/form', fields)
}

/** The edition is one whose call has not opened under the form as it stands, and what is held of it is a second old. */
async function asNextEdition(): Promise<void> {
  await world.operator.query('DELETE FROM app.edition_form')
  await new Promise((resolve) => setTimeout(resolve, 1100))
}

describe('the form', () => {
  it('APP-6 of an edition that has opened stays as it is when the standing form changes', async () => {
    const client = await draft()
    const before = await client.get(conference)

    const saved = await offer(['law', 'media'], '')
    await new Promise((resolve) => setTimeout(resolve, 1100))
    const after = await client.get(conference)

    expect(saved.text).toContain('This edition has opened. Its form stays as it was then')
    expect(tracksOn(saved)).toHaveLength(7)
    expect(tracksOn(before)).toHaveLength(7)
    expect(tracksOn(after)).toEqual(tracksOn(before))
    expect(after.text).toContain('How would you take part?')
  })

  it('APP-6 of the next edition shows what was changed, and refuses what it does not offer', async () => {
    await asNextEdition()
    const client = await draft()
    const page = await client.get(conference)
    const answers = { ...completeAnswers('NEXT').conference, tracks: ['protection', 'law'] }

    const refused = await savePage(client, conference, answers)
    const shown = await client.get(conference)
    const list = await client.get('/en/application')

    expect(tracksOn(page)).toEqual(['law', 'media'])
    expect(page.text).not.toContain('How would you take part?')
    expect(refused.status).toBe(303)
    expect(shown.text).toContain('An answer you chose is not offered this time')
    expect(shown.text).toContain('id="tracks-error"')
    expect(tracksOn(shown)).toEqual(['law', 'media'])
    expect(shown.text).toMatch(/name="tracks" value="law"[^>]* checked/)
    expect(list.text).toMatch(/Needs attention/)
  })

  it('APP-6 drops an answer that was saved and is offered no more, where the person sees it', async () => {
    await offer(['law', 'media', 'protection'], 'yes')
    await asNextEdition()
    const client = await draft()
    for (const [key, answers] of Object.entries(completeAnswers('SAVED'))) {
      await savePage(client, `/en/application/${key}`, answers)
    }
    const complete = await client.get('/en/answers')
    await offer(['law'], '')
    await asNextEdition()

    const check = await client.get('/en/answers')
    const sent = await press(client, '/en/answers', '/en/submission')
    const shown = await client.get(conference)
    const { mode: _, ...answers } = completeAnswers('SAVED').conference ?? {}
    await savePage(client, conference, { ...answers, tracks: tracksOn(shown) })
    const again = await client.get('/en/answers')
    const done = await press(client, '/en/answers', '/en/submission')

    expect(complete.text).not.toContain('not offered this time')
    expect(check.text).toContain('An answer you chose is not offered this time')
    expect(check.text).toContain(`href="${conference}?change=tracks#tracks"`)
    expect(sent.text).not.toContain('Your application is sealed')
    expect(shown.text).toContain('id="tracks-error"')
    expect(again.text).not.toContain('not offered this time')
    expect(again.text).not.toContain('How would you take part?')
    expect(done.text).toContain('Your application is sealed')
  })

  it('APP-6 asks what is offered since of somebody who had answered all, before it can be sent', async () => {
    await offer(['law', 'protection'], '')
    await asNextEdition()
    const client = await draft()
    for (const [key, answers] of Object.entries(completeAnswers('SINCE'))) {
      const { mode: _, ...asked } = answers
      await savePage(client, `/en/application/${key}`, asked)
    }
    const complete = await client.get('/en/answers')
    await offer(['law', 'protection'], 'yes')
    await asNextEdition()

    const check = await client.get('/en/answers')
    const sent = await press(client, '/en/answers', '/en/submission')
    const shown = await client.get(conference)
    await savePage(client, conference, { ...completeAnswers('SINCE').conference })
    const done = await press(client, '/en/answers', '/en/submission')
    await offer(['law'], '')
    await asNextEdition()

    const link = `href="${conference}?change=mode#mode`
    expect([complete.text.includes(link), check.text.includes(link)]).toEqual([false, true])
    expect(sent.text).not.toContain('Your application is sealed')
    expect(shown.text).toContain('id="mode-error"')
    expect(shown.text).toContain('SINCE-why')
    expect(done.text).toContain('Your application is sealed')
  })

  it('APP-6 refuses the same through the API, at its field', async () => {
    const client = registration.visitor()
    const at = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
      client.json(method, `/api/v1/${path}`, body, headers)
    const begun = JSON.parse((await at('POST', 'applications', {})).text) as { token: string }
    const bearer = { authorization: `Bearer ${begun.token}` }
    const { mode: _, ...own } = completeAnswers('API').conference ?? {}
    const answers = { ...own, tracks: ['law', 'media'] }

    const saved = await at('PUT', 'sections/conference', { answers }, { ...bearer, 'if-match': '"0"' })
    const shown = await at('GET', 'sections/conference', undefined, bearer)
    const offered = { answers: { ...answers, tracks: ['law'] } }
    const again = await at('PUT', 'sections/conference', offered, { ...bearer, 'if-match': '"1"' })

    const words = wordsFor('en')
    const detail = words('error.not_offered', { field: words('field.tracks.label') })
    const wrong = {
      status: 'attention',
      errors: [{ pointer: '/answers/tracks', detail }],
    }
    expect([saved.status, again.status]).toEqual([200, 200])
    expect(JSON.parse(saved.text)).toMatchObject(wrong)
    expect(JSON.parse(shown.text)).toMatchObject(wrong)
    expect(JSON.parse(again.text)).toMatchObject({ status: 'done', errors: [] })
  })
})
