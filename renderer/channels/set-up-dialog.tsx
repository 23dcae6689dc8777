/** Connects a channel step by step: which one, how to sign in there and whether that works, what it sells, what it is shown. */
import { Button, Loader } from '@mantine/core'
import { type FormEvent, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { CHANNEL_KINDS, KIND_NAMES } from '../../shared/channel-kinds/kinds.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { useAltKey } from '../frame/alt-key.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key } from '../frame/marks.tsx'
import { OverScreen } from '../frame/over-screen.tsx'
import { t } from '../text/text.ts'
import {
  becoming,
  emptyDraft,
  exposureSettingsOf,
  issuesOf,
  mappingOf,
  settingsOf,
  withHostIssues,
} from './channel-entry.ts'
import { AdvancedFields, CommissionField, ExposureFields, SignInFields } from './channel-fields.tsx'
import { TestPanel, useConnectionTest } from './connection-test.tsx'
import { whereToFind } from './kind-words.ts'
import { MappingPart, useProducts } from './mapping-part.tsx'
import { type KindChoice, kindOf, SetUpKind } from './set-up-kind.tsx'
import { SetUpNext } from './set-up-next.tsx'
import { SET_UP_STEPS, type SetUpStep, STEP_NAMES, stepOfIssue } from './set-up-steps.ts'

export function SetUpDialog() {
  const close = useDeskState((state) => state.closeDialog)
  return (
    <OverScreen onClose={close} size={1120} className="channel-dialog" title={t('channels.form.connect')}>
      <SetUpForm />
    </OverScreen>
  )
}

function SetUpForm() {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const connect = useCommand(calls.channels.connect)
  const [draft, setDraft] = useState(() => emptyDraft(KIND_NAMES[0]))
  const [choice, setChoice] = useState<KindChoice>({ kind: draft.kind })
  const [step, setStep] = useState<SetUpStep>('kind')
  const [reached, setReached] = useState(0)
  const [shown, setShown] = useState<ReadonlySet<SetUpStep>>(new Set())
  const test = useConnectionTest(draft, null)
  const list = useProducts(draft, null)
  const found = issuesOf(draft, hotel, true)
  const all = connect.failure === null ? found : withHostIssues(found, draft, connect.failure)
  const issues = shown.has(step) ? all : {}
  const at = SET_UP_STEPS.indexOf(step)
  const { title } = CHANNEL_KINDS[draft.kind]
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })

  function go(to: SetUpStep) {
    setStep(to)
    setReached(Math.max(reached, SET_UP_STEPS.indexOf(to)))
  }
  function isWrong(where: SetUpStep): boolean {
    return Object.keys(found).some((field) => stepOfIssue(field) === where)
  }
  /** What is wrong here is said, and the hand goes there; true when the step is well. */
  function isWell(form: HTMLFormElement): boolean {
    // Drawn at once: the first field that learns of it is where the hand goes.
    flushSync(() => setShown(new Set([...shown, step])))
    if (!isWrong(step)) return true
    form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    return false
  }
  function choose(next: KindChoice) {
    setChoice(next)
    const kind = kindOf(next)
    if (kind !== null && kind !== draft.kind) setDraft(becoming(draft, kind))
  }
  async function send() {
    const name = draft.name.trim()
    const answer = await connect.send({
      kind: draft.kind,
      name,
      settings: settingsOf(draft, null),
      exposure: exposureSettingsOf(draft),
      credentials: { username: draft.username, password: draft.password },
      mapping: mappingOf(draft, hotel),
    })
    if (answer === undefined) return
    notify('done', t('channels.form.connected', { channel: name }))
    close()
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (connect.isSending || test.isTesting || !isWell(event.currentTarget)) return
    if (step === 'kind' && kindOf(choice) === null) return
    if (step === 'signIn' && !test.isSettled) {
      if (!isAway) void test.run()
      return
    }
    const next = SET_UP_STEPS[at + 1]
    if (next !== undefined) return go(next)
    const wrong = SET_UP_STEPS.find(isWrong)
    if (wrong !== undefined) {
      setShown(new Set(SET_UP_STEPS))
      setStep(wrong)
    } else if (!isAway) void send()
  }
  useAltKey('KeyT', () => {
    if (step === 'signIn' && !isAway && !test.isTesting && !isWrong('signIn')) void test.run()
  })
  useAltKey('ArrowLeft', () => {
    const before = SET_UP_STEPS[at - 1]
    if (before !== undefined) setStep(before)
  })
  useAltKey('ArrowRight', () => {
    const after = SET_UP_STEPS[at + 1]
    if (after !== undefined && at < reached) setStep(after)
  })
  const form = useRef<HTMLFormElement>(null)
  // The field that had the keyboard is gone with its step: the next step's first one has it, or the button that goes on.
  useLayoutEffect(() => {
    const { activeElement } = document
    if (activeElement !== null && form.current?.contains(activeElement)) return
    const first = `[data-testid="set-up-${step}"] :is(input, select)`
    const place =
      form.current?.querySelector<HTMLElement>(first) ?? form.current?.querySelector('[type="submit"]')
    if (place instanceof HTMLElement) place.focus()
  }, [step])
  const fields = { draft, issues, isNew: true, onChange: change }
  return (
    <form className="channel-form" ref={form} noValidate onSubmit={submit} autoComplete="off">
      <div className="set-up-body">
        <Steps step={step} reached={reached} onGo={setStep} />
        <div className="set-up-step" key={step} data-testid={`set-up-${step}`}>
          {step === 'kind' && <SetUpKind choice={choice} onChoose={choose} />}
          {step === 'signIn' && (
            <div className="set-up-columns">
              <div className="channel-fields">
                <SignInFields {...fields} startsAt="name" />
                <AdvancedFields {...fields} startsAt={null} />
              </div>
              <div className="channel-fields">
                <section>
                  <h3>{t('channels.setUp.where')}</h3>
                  <p>{whereToFind(draft.kind)}</p>
                </section>
                <TestPanel test={test} channel={title} />
              </div>
            </div>
          )}
          {step === 'mapping' && (
            <MappingPart
              draft={draft}
              issues={issues}
              list={list}
              asksAtOnce={test.isSettled}
              onChange={change}
            />
          )}
          {step === 'shown' && (
            <div className="channel-fields is-narrow">
              <ExposureFields {...fields} startsAt="buffer" />
              <CommissionField {...fields} startsAt={null} />
            </div>
          )}
          {step === 'next' && <SetUpNext draft={draft} isTested={test.isSettled} />}
        </div>
      </div>
      <FailureAlert failure={connect.failure} />
      <div className="dialog-foot">
        <span className="grow" />
        {at > 0 && (
          <Button
            variant="default"
            type="button"
            onClick={() => setStep(SET_UP_STEPS[at - 1] ?? 'kind')}
            rightSection={<Key>Alt ←</Key>}
          >
            {t('channels.setUp.back')}
          </Button>
        )}
        {step === 'signIn' && !test.isSettled && test.answer !== null && (
          <Button variant="default" type="button" onClick={() => go('mapping')}>
            {t('channels.setUp.anyway')}
          </Button>
        )}
        <SubmitButton
          isBusy={connect.isSending || test.isTesting}
          isOff={
            (step === 'kind' && kindOf(choice) === null) ||
            (isAway && (step === 'next' || (step === 'signIn' && !test.isSettled)))
          }
        >
          {submitWords(step, choice, test.isSettled)}
        </SubmitButton>
      </div>
    </form>
  )
}

function submitWords(step: SetUpStep, choice: KindChoice, isSettled: boolean): string {
  if (step === 'next') return t('channels.form.connectNow')
  if (step === 'signIn' && !isSettled) return t('channels.test.run')
  const through = 'seller' in choice ? kindOf(choice) : null
  if (step === 'kind' && through !== null)
    return t('channels.setUp.through', { way: CHANNEL_KINDS[through].title })
  return t('channels.setUp.next')
}

/** One button for all steps and states, so that whoever has the keyboard on it keeps it. */
function SubmitButton({ isBusy, isOff, children }: { isBusy: boolean; isOff: boolean; children: string }) {
  return (
    <Button
      type="submit"
      aria-disabled={isOff}
      {...(isOff ? { 'data-disabled': true } : {})}
      aria-busy={isBusy}
      rightSection={isBusy ? <Loader size={14} color="currentColor" /> : <Key>Enter</Key>}
    >
      {children}
    </Button>
  )
}

/** Where one is, and the way back to each step that was seen. */
function Steps({
  step,
  reached,
  onGo,
}: {
  step: SetUpStep
  reached: number
  onGo: (step: SetUpStep) => void
}) {
  return (
    <ol className="set-up-steps" aria-label={t('channels.setUp.steps')}>
      {SET_UP_STEPS.map((each, index) => (
        <li key={each}>
          <button
            type="button"
            disabled={index > reached}
            {...(each === step ? { 'aria-current': 'step' as const } : {})}
            onClick={() => onGo(each)}
          >
            <span className="set-up-number figures">{index + 1}</span>
            {t(STEP_NAMES[each])}
          </button>
        </li>
      ))}
    </ol>
  )
}
