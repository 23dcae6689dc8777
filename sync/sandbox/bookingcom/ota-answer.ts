/** Answers in Booking.com's form: an OTA response whose last line is the RUID comment. */
import { type Attributes, element, type Markup, otaMessage } from '../../channels/xml/xml-writer.ts'

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

/** One reason; `locator` names the update that it speaks of. */
export interface Reason {
  /** Booking.com's word. */
  readonly word: string
  readonly text: string
  /** OTA's numbers (tables EWT and ERR). */
  readonly type: string
  readonly code: string
  readonly locator?: string | undefined
}

/** Writes answers; numbers them, as Booking.com's support asks for the number. */
export interface AnswerWriter {
  success(root: string, warnings?: readonly Reason[]): Answer
  errors(status: number, root: string, reasons: readonly Reason[]): Answer
}

export function createAnswerWriter(now: () => number): AnswerWriter {
  let answers = 0
  const finish = (status: number, root: string, content: Markup[]): Answer => {
    answers += 1
    const version = root.startsWith('OTA_HotelRes') ? '2.001' : '1.005'
    const ruid = `<!-- RUID: [sandbox-${String(answers).padStart(8, '0')}] -->`
    return { status, body: `${otaMessage(root, version, now(), {}, ...content)}\n${ruid}\n` }
  }
  return {
    success(root, warnings = []) {
      const listed = warnings.length === 0 ? [] : [element('Warnings', {}, ...warnings.map(writeWarning))]
      return finish(200, root, [element('Success', {}), ...listed])
    },
    errors(status, root, reasons) {
      return finish(status, root, [element('Errors', {}, ...reasons.map(writeError))])
    },
  }
}

function writeError(reason: Reason): Markup {
  return element('Error', attributesOf(reason), `${reason.word}: ${reason.text}`)
}

function writeWarning(reason: Reason): Markup {
  return element('Warning', attributesOf(reason), `${reason.word}: ${reason.text}`)
}

function attributesOf({ type, code, text, locator }: Reason): Attributes {
  return { Type: type, Code: code, ShortText: text.slice(0, 64), RecordID: locator }
}
