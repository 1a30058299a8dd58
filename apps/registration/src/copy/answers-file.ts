import type { AnswersCopy } from '#features/application/registration/after-sending/own-copy.store.js'
import { Download } from '#platform/web/answer/page.js'
import { isolate, type Words } from '#words/index.js'

const titleOf = (words: Words, key: string): string => words.find(`section.${key}.title`) ?? key

/** The answers as plain text in the language of the page; what was typed stands isolated, whatever its direction. */
export function answersText(words: Words, copy: AnswersCopy): Download {
  const sections = copy.flatMap(({ key, answers }) => [
    '',
    titleOf(words, key),
    ...answers.flatMap(({ question, lines }) => [
      '',
      isolate(question),
      ...(lines.length === 0 ? [words('check.no_answer')] : lines.map(isolate)).map((line) => `  ${line}`),
    ]),
  ])
  return new Download(`${[words('copy.title'), ...sections].join('\n')}\n`, 'text/plain', 'answers.txt')
}

/** The same for machines. */
export function answersJson(words: Words, copy: AnswersCopy): Download {
  const sections = copy.map(({ key, language, answers }) => ({ key, title: titleOf(words, key), language, answers }))
  return new Download(`${JSON.stringify({ sections }, null, 2)}\n`, 'application/json', 'answers.json')
}
