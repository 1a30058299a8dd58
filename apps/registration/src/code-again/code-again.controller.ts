import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { TypeCodeAgain } from '#features/application/registration/after-sending/type-code-again.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { formToken } from '#platform/web/access/form-token.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { CodeForm } from '../session/code.form.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { CodeAgainText } from './code-again.page.js'
import { wayTo } from './sensitive-papers.js'

/** The step before sensitive papers: the return code, typed once more. */
@Controller(':lang/code/again/:papers')
export class CodeAgainController {
  constructor(
    private readonly shell: Shell,
    private readonly code: TypeCodeAgain,
  ) {}

  @Get()
  @Allow('own-code.type')
  show(@InLanguage() words: Words, @Me() me: ApplicantSession, @Param('papers') papers: string): Page {
    return this.page(words, me, papers)
  }

  @Post()
  @Allow('own-code.type')
  @Audited('code.typed')
  async create(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Param('papers') papers: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const way = wayTo(papers, pathsFor(words.lang))
    const { values } = readForm(CodeForm, body)
    if (!values.code) return this.page(words, me, papers, 'missing')
    const outcome = await this.code.run(me, values.code)
    if (outcome.ok) return seeOther(way)
    if (outcome.code === 'held') return seeOther(`${pathsFor(words.lang).home}?notice=${outcome.code}`)
    if (outcome.code === 'rate_limited') throw new Fault('rate_limited')
    return this.page(words, me, papers, 'wrong')
  }

  private page(words: Words, me: ApplicantSession, papers: string, error?: 'missing' | 'wrong'): Page {
    const paths = pathsFor(words.lang)
    wayTo(papers, paths)
    const frame = {
      words,
      title: words('code_again.title'),
      me,
      here: (of: { codeAgain: (papers: string) => string }) => of.codeAgain(papers),
      back: { href: paths.home, label: words('shell.back_home') },
      hasErrors: error !== undefined,
    }
    const content = CodeAgainText({ words, action: paths.codeAgain(papers), token: formToken(me.token), error })
    return page(this.shell.frame(frame, content), error === undefined ? 200 : 422)
  }
}
