import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { press, sentApplication } from '#test/support/people/applicant.js'
import { hiddenField } from '#test/support/web/client.js'
import { begin, type Registration, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
}, 30_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

const kinds = async (id: string) =>
  (
    await world.operator.query<{ kind: string }>(
      'SELECT kind FROM app.flag WHERE application_id = $1 AND lifted_on IS NULL ORDER BY kind',
      [id],
    )
  ).map(({ kind }) => kind)

describe('pausing', () => {
  it('stops everything by one button and goes on by another', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'PAUSE')

    const paused = await press(client, '/en/pause', '/en/pause', { act: 'set' })
    const during = await kinds(id)
    const goneOn = await press(client, '/en/pause', '/en/pause', { act: 'lift' })

    expect(paused.text).toContain('Everything is paused')
    expect(during).toEqual(['paused'])
    expect(goneOn.text).not.toContain('Everything is paused')
    expect(await kinds(id)).toEqual([])
  })

  it('has no page before something was sent', async () => {
    const client = registration.visitor()
    await begin(client)

    expect((await client.get('/en/pause')).status).toBe(404)
  })
})

describe('the quiet signal', () => {
  it('leaves every page as it was, to the last byte', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'SIGNAL')
    const targets = ['/en/home', '/ar/home', '/en/pause', '/en/withdrawal', '/en/new-code', '/en/sent']
    const pages = async () => Promise.all(targets.map(async (target) => (await client.get(target)).text))
    const before = await pages()

    const token = hiddenField(before[0] ?? '', 'form_token')
    const pressed = await client.postAndFollow('/en/home', { form_token: token })

    expect(before[0]).toContain('Something is not right')
    expect(pressed.text).toBe(before[0])
    expect(await pages()).toEqual(before)
    expect(await kinds(id)).toEqual(['duress'])
    expect(registration.log.join('')).not.toMatch(/signal|duress/)
  })

  it('cannot be taken back by the person, pause or not', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'STAYS')
    const token = hiddenField((await client.get('/en/home')).text, 'form_token')
    await client.post('/en/home', { form_token: token })

    await press(client, '/en/pause', '/en/pause', { act: 'set' })
    await press(client, '/en/pause', '/en/pause', { act: 'lift' })

    expect(await kinds(id)).toEqual(['duress'])
  })
})
