import { Body, Controller, HttpCode, Post, UseInterceptors } from '@nestjs/common'
import { LinkSessions } from '#features/link/registration/link-sessions.js'
import { Fault } from '#platform/fault.js'
import { tokenText } from '#platform/vault/session-box.js'
import { Audited, Public } from '#platform/web/access/decorators.js'
import { doorOf } from '../../link/link-doors.js'
import { objectWith, textIn } from '../json-body.js'
import { KeepAnswers } from '../keep-answers.js'

/** Personal links, their token in the body and never in an address. Unknown, used, ended and expired are one 404. */
@Controller('api/v1/links')
@Public()
@UseInterceptors(KeepAnswers)
export class LinkApiController {
  constructor(private readonly links: LinkSessions) {}

  /** Counted for staff as an opening, and uses nothing up. */
  @Post()
  @Audited('link.opened')
  async create(@Body() body: unknown): Promise<object> {
    const text = textIn(objectWith(body, ['link']).link)
    const link = await this.links.look(text)
    const started = link && doorOf(link.kind) ? await this.links.start(text) : null
    if (!link || !started) throw new Fault('not_found')
    return { token: tokenText(started.token), kind: started.kind, expires_on: link.expiresOn }
  }

  /** The answer is the same whether there ever was such a link. */
  @Post('renewal')
  @HttpCode(204)
  @Audited('link.renewal-asked')
  async renew(@Body() body: unknown): Promise<void> {
    await this.links.renew(textIn(objectWith(body, ['link']).link))
  }
}
