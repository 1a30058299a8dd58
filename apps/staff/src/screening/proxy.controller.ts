import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { FindProxies } from '#features/application/staff/screening/find-proxies.js'
import { SetProxyLimit } from '#features/application/staff/screening/set-proxy-limit.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Field } from '#platform/form/section.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { Shell } from '../shell/shell.js'
import { ProxyText } from './proxy.page.js'

const words = wordsFor('en')

class ProxyLimitForm {
  @Field({ control: 'text', limit: 2, numeric: true })
  limit!: string
}

/** Proxies who typed for many, looked for in the vetting lead's session. */
@Controller('proxies')
export class ProxyController {
  constructor(
    private readonly shell: Shell,
    private readonly proxies: FindProxies,
    private readonly limits: SetProxyLimit,
  ) {}

  @Get()
  @Allow('proxy.list')
  async index(@Me() me: StaffActor, @Query('notice') notice?: unknown, @Query('done') done?: unknown): Promise<Page> {
    const found = await this.proxies.list(me)
    if (!found) throw new Fault('not_found')
    const content = ProxyText({ words, found, token: this.shell.token(me), notice, done })
    return page(this.shell.frame({ me, title: words('staff.screening.proxies') }, content))
  }

  @Post()
  @Allow('proxy.list')
  @Audited('proxies.compared')
  async create(@Me() me: StaffActor): Promise<SeeOther> {
    return answer(await this.proxies.run(me), { ok: paths.proxiesDone('proxies_compared'), refused: paths.proxies })
  }

  @Post('limit')
  @Allow('proxy.list')
  @Audited('edition.proxy_limit_set')
  async setLimit(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const limit = Number(readForm(ProxyLimitForm, body).values.limit ?? '')
    const outcome = await this.limits.run(me, limit)
    return answer(outcome, { ok: paths.proxiesDone('proxy_limit_set'), refused: paths.proxies })
  }
}
