import { hiddenField, type WebAnswer, type WebClient } from './client.js'
import type { Console } from './staff.js'

type Fields = Readonly<Record<string, string | readonly string[]>>

/** Colleagues at the console, each signed in with a browser of their own. */
export class Team {
  private constructor(private readonly browsers: ReadonlyMap<string, WebClient>) {}

  static async at(console: Console, logins: readonly string[]): Promise<Team> {
    const browsers = new Map<string, WebClient>()
    for (const login of logins) browsers.set(login, await console.browserOf(login))
    return new Team(browsers)
  }

  as(login: string): WebClient {
    const client = this.browsers.get(login)
    if (!client) throw new Error(login)
    return client
  }

  /** Posts as this colleague would, with a token of their session. */
  async post(login: string, target: string, fields: Fields = {}): Promise<WebAnswer> {
    return this.as(login).post(target, { form_token: await this.tokenOf(login), ...fields })
  }

  /** The same, and reads the page that follows. */
  async act(login: string, target: string, fields: Fields = {}): Promise<WebAnswer> {
    return this.as(login).postAndFollow(target, { form_token: await this.tokenOf(login), ...fields })
  }

  /** Looks at the release of a wave, and releases it as the page offers. */
  async release(login: string, wave = 'main'): Promise<WebAnswer> {
    const { text } = await this.as(login).get(`/releases?${new URLSearchParams({ wave })}`)
    const digest = /name="digest" value="(\w+)"/.exec(text)?.[1] ?? ''
    return this.act(login, '/releases', { wave, digest })
  }

  /** Opens these files one after another, as somebody does who reads them. */
  async open(login: string, ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.as(login).get(`/applications/${id}`)
  }

  async tokenOf(login: string): Promise<string> {
    return hiddenField((await this.as(login).get('/sessions')).text, 'form_token')
  }
}
