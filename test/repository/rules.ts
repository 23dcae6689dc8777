/** What no file of the project may contain, with the places where it may stand after all. */
import type { SourceFile } from './source-files.ts'

export interface Rule {
  readonly name: string
  /** Files it holds for. */
  readonly within: RegExp
  readonly pattern: RegExp
  /** Paths where it does not hold: each with the reason beside it. */
  readonly except: readonly RegExp[]
}

const CODE = /\.(ts|tsx|mjs)$/
const DELIVERED = /^(main|renderer|shared|sealing|sync|relay|migrations)\/.*\.(ts|tsx)$/

export const RULES: readonly Rule[] = [
  {
    // It deletes the row that is in the way, silently: a night, or a counter with its bookings.
    name: 'no SQL that replaces rows',
    within: CODE,
    pattern: /\bOR\s+REPLACE\b|\bREPLACE\s+INTO\b/i,
    except: [/^test\/repository\//],
  },
  {
    // Areas are put in between: `areaKey` knows the digit of each.
    name: 'the digit of an area is asked for',
    within: /^renderer\/.*\.tsx$/,
    pattern: /<Key>[1-9]<\/Key>|\bkey: '[1-9]'/,
    except: [],
  },
  {
    name: 'time and chance are passed in',
    within: DELIVERED,
    pattern: /\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)|\bperformance\.now\(|\bTemporal\.Now\b/,
    except: [],
  },
  {
    name: 'timers and the network are passed in',
    within: DELIVERED,
    // A call of fetch, not a method of that name. setImmediate is left alone: it says "this turn is over", not a time.
    pattern: /(?<![\w.#])(?:setTimeout|setInterval)\(|(?<=[=(,:>?]\s?|\bawait |\breturn )fetch\(/,
    except: [],
  },
  {
    // Mantine's trap moves the focus by timers: keys typed meanwhile are lost.
    name: 'what lies over the screen has the keyboard at once',
    within: /^renderer\/.*\.tsx$/,
    pattern: /import \{[^}]*\b(?:Modal|Drawer|FocusTrap)\b[^}]*\} from '@mantine\/core'/,
    except: [/^renderer\/frame\/over-screen\.tsx$/],
  },
  {
    name: 'no test is left out or alone',
    within: /^test\/.*\.(ts|tsx)$/,
    pattern: /\.(?:only|skip|todo|fixme)\(|\.skipIf\(/,
    except: [/^test\/repository\//],
  },
  {
    name: 'nothing is left to do',
    within: /./,
    pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/,
    except: [/^test\/repository\//],
  },
  {
    name: 'no path of one machine',
    within: /./,
    pattern: /(?:^|[\s"'`(=])(?:\/(?:root|work)\/|\/home\/\w|\/Users\/\w|[A-Z]:\\Users\\)/m,
    except: [/^test\/repository\//],
  },
  {
    name: 'no name of a package registry',
    within: /./,
    pattern:
      /registry\.npmjs\.org|\/\/[\w.-]*(?:registry|npm-?mirror|artifactory|verdaccio|nexus)[\w.-]*\.\w+/i,
    except: [/^test\/repository\//],
  },
  {
    name: 'types are not silenced',
    within: CODE,
    pattern: /@ts-(?:ignore|nocheck)/,
    except: [/^test\/repository\//],
  },
]

/**
 * The edges where time, chance, timers and the network may be named: entry points of processes and the port
 * implementations they construct. Everything else gets them passed in.
 */
const EDGES: readonly RegExp[] = [
  /^main\/host\/(?:desk|utility|cli|clock|sandbox-process)\.ts$/,
  /^main\/shell\/shell\.ts$/,
  /^sync\/main\.ts$/,
  /^relay\/main\.ts$/,
  /^sync\/(?:http|desk-link)\.ts$/,
  /^sync\/sandbox\/(?:[a-z]+-entry|system-clock)\.ts$/,
  /^renderer\/desk\.tsx$/,
  /^renderer\/connection\/browser-ports\.ts$/,
]
const EDGE_RULES = new Set(['time and chance are passed in', 'timers and the network are passed in'])

const LONGEST_FILE = 400
const EMPTY_NAMES = /(?:^|\/)(?:utils?|helpers?|common|misc|manager|services?)(?:\/|\.\w+$)/

/** Comments speak about such things; only code does them. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|\s)\/\/.*$/gm, '$1')
}

function isExcepted(rule: Rule, path: string): boolean {
  const edges = EDGE_RULES.has(rule.name) ? EDGES : []
  return [...rule.except, ...edges].some((pattern) => pattern.test(path))
}

/** Where a rule is broken, as `path:line`. */
export function breachesOf(rule: Rule, files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => rule.within.test(file.path) && !isExcepted(rule, file.path))
    .flatMap((file) => {
      const text = EDGE_RULES.has(rule.name) ? withoutComments(file.text) : file.text
      const lines = text.split('\n')
      return lines.flatMap((line, index) => (rule.pattern.test(line) ? [`${file.path}:${index + 1}`] : []))
    })
}

export function overlongFiles(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => /\.(ts|tsx|mjs|css)$/.test(file.path))
    .map((file) => ({ path: file.path, lines: file.text.trimEnd().split('\n').length }))
    .filter((file) => file.lines > LONGEST_FILE)
    .map((file) => `${file.path} has ${file.lines} lines`)
}

/** Messages that belong to no area. */
const SHARED_MESSAGES = /^renderer\/text\/\w+\/common\.ts$/

export function emptyNames(files: readonly SourceFile[]): string[] {
  return files
    .map((file) => file.path)
    .filter((path) => EMPTY_NAMES.test(path) && !SHARED_MESSAGES.test(path))
}

/** A file that says nothing about itself must be read to learn what it is for; a test's names say it. */
export function headlessFiles(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => CODE.test(file.path) && !/\.(?:test|spec)\.tsx?$/.test(file.path))
    .filter((file) => !/^(?:#![^\n]*\n)?\s*\/[*/]/.test(file.text))
    .map((file) => file.path)
}
