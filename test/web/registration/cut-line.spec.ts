import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AskApplicant } from '#features/application/staff/ask-applicant.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { press } from '#test/support/people/applicant.js'
import { sender } from '#test/support/people/sender.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'

let line: MainLine
let registration: Registration

beforeAll(async () => {
  line = await openMainLine()
  registration = await startRegistration(line.world)
}, 60_000)

afterAll(async () => {
  await registration.close()
  await line.world.end()
})

/** A browser signed in as somebody who was asked a question, and the address of the message. */
async function askedPerson(mark: string) {
  const person = await sender(line.world, mark)
  await line.move('coordinator', person.id, 'open_screening')
  const ask = new AskApplicant(line.door.database, line.door.keyring, line.door.open)
  const { version } = await line.now(person.id)
  await ask.run(line.as('coordinator'), person.id, {
    sections: ['story'],
    text: `${mark} since when?`,
    quote: false,
    version,
  })
  const client = registration.visitor()
  client.keep('form', (await person.me()).token.token.toString('base64url'))
  const home = await client.get('/en/home')
  const [, id] =
    /\/en\/messages\/([0-9a-f-]{36})\/opening"[^>]*>(?:(?!<\/form>).)*A question for you/.exec(home.text) ?? []
  return { client, path: `/en/messages/${id}`, token: hiddenField(home.text, 'form_token') }
}

/** Sends the request and drops the line as soon as the first byte of the answer is there. */
function cutOff(client: WebClient, method: 'GET' | 'POST', target: string, token: string): Promise<void> {
  const body = method === 'POST' ? new URLSearchParams({ form_token: token }).toString() : undefined
  const headers = {
    cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    origin: registration.address,
    ...(body && { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) }),
  }
  return new Promise((resolve, reject) => {
    const sent = request(registration.address + target, { method, headers, agent: false }, (answer) => {
      answer.destroy()
      resolve()
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

describe('a message on a bad line', () => {
  it('APP-13 is opened three times, cut off each time, and still there; removed, it is gone', async () => {
    const { client, path, token } = await askedPerson('CUT')

    await cutOff(client, 'POST', `${path}/opening`, token)
    await cutOff(client, 'GET', path, token)
    await cutOff(client, 'GET', path, token)
    const whole = await client.get(path)
    const removed = await press(client, path, `${path}/removal`)

    expect(whole.text).toContain('CUT since when?')
    expect(removed.text).not.toContain('CUT since when?')
    expect(removed.text).toContain('You removed the message with the question.')
    expect((await client.get(path)).status).toBe(404)
  })
})
