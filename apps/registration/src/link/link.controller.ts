import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { LinkSessions } from '#features/link/registration/link-sessions.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { Audited, Public } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { doorOf } from './link-doors.js'
import { LinkAskedText, LinkOverText, LinkText } from './link.page.js'

/** Personal links: looking shows one button and uses nothing up; the button gives a session for the form behind it. */
@Controller(':lang')
@Public()
export class LinkController {
  constructor(
    private readonly shell: Shell,
    private readonly links: LinkSessions,
    private readonly sessions: OwnSessions,
    private readonly cookie: SessionCookie,
  ) {}

  @Get('link/:token')
  async show(@InLanguage() words: Words, @Param('token') token: string): Promise<Page> {
    const link = await this.links.look(token)
    const door = link && doorOf(link.kind)
    if (!link || !door) return this.over(words, token)
    const title = words('link.title')
    const content = LinkText({ words, token, ...door, expiresOn: link.expiresOn })
    return page(this.shell.frame({ words, title, here: (paths) => paths.link(token) }, content))
  }

  @Post('link/:token')
  @Audited('link.opened')
  async create(
    @InLanguage() words: Words,
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const started = await this.links.start(token)
    const door = started && doorOf(started.kind)
    if (!started || !door) return this.over(words, token)
    // One browser, one session: whoever was signed in here is signed out.
    const old = this.cookie.read(request)
    const left = old && (await this.sessions.find(old))
    if (left) await this.sessions.end(left)
    this.cookie.set(reply, started.token)
    return seeOther(door.href(pathsFor(words.lang)))
  }

  /** The answer is the same whether there ever was such a link. */
  @Post('link/:token/renewal')
  @Audited('link.renewal-asked')
  async renew(@InLanguage() words: Words, @Param('token') token: string): Promise<SeeOther> {
    await this.links.renew(token)
    return seeOther(pathsFor(words.lang).linkAsked)
  }

  @Get('link-asked')
  asked(@InLanguage() words: Words): Page {
    const title = words('link.asked.title')
    return page(this.shell.frame({ words, title, here: (paths) => paths.linkAsked }, LinkAskedText({ words })))
  }

  /** One page for unknown, used, ended and expired links. */
  private over(words: Words, token: string): Page {
    const title = words('link.over.title')
    const content = LinkOverText({ words, token })
    return page(this.shell.frame({ words, title, here: (paths) => paths.link(token) }, content), 404)
  }
}
