/** What each kind of channel posts, how it signs in, and which answers it takes for success and for a refusal. */
import type { PostingKind } from '../../shared/channel-kinds/posting.ts'
import { form, pushed, request } from '../sync/alpinebits/portal.ts'
import { notification as expediaNotification } from '../sync/expedia/notification-xml.ts'
import { schemaJudge } from '../sync/schema-judge.ts'
import { notification, postHook, type Webhook } from './relay-process.ts'

export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
const OTA = 'http://www.opentravel.org/OTA/2003/05'
const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'

export interface Credentials {
  readonly username: string
  readonly password: string
}

export interface PostingSample {
  /** A message whose text holds these words, and its credentials where it has them inside. */
  message(words: string, credentials: Credentials): string
  /** Beside the message; `credentials` by its header or its address where they go there. */
  post(url: string, body: string | Buffer, credentials: Credentials): Promise<Posted>
  /** HTTP status of a refusal that the relay has another one for. */
  readonly refusedAs?: number
  readonly success: RegExp
  readonly refusal: RegExp
  /** Throws where an answer is none of the kind; does nothing where no schema is at hand. */
  isValid(answer: string): void
}

export type Posted = Awaited<ReturnType<typeof postHook>>

const openTravel = schemaJudge('opentravel2010B')
const alpinebits = schemaJudge('alpinebits', () => 'alpinebits-2024-10')
const expedia = schemaJudge('expedia')
const expediaHeader = schemaJudge('expedia', () => 'SOAP_header')
const expediaFault = schemaJudge('expedia', () => 'SOAP_fault')

export function disposeJudges(): void {
  for (const each of [openTravel, alpinebits, expedia, expediaHeader, expediaFault]) each.disposeSchemas()
}

const basic = ({ username, password }: Credentials) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

/** The message inside an envelope's body, or the block of its header. */
export const insideOf = (answer: string, part: 'Body' | 'Header') =>
  new RegExp(`<SOAP-ENV:${part}>(.*)</SOAP-ENV:${part}>`, 's').exec(answer)?.[1] ?? ''

/** Validators want the prefix that the envelope declares. */
const alone = (xml: string) => xml.replace(/<SOAP-ENV:(\w+)/, `<SOAP-ENV:$1 xmlns:SOAP-ENV="${SOAP}"`)

const siteminder = (words: string, { username, password }: Credentials) =>
  `<soap-env:Envelope xmlns:soap-env="${SOAP}"><soap-env:Header><wsse:Security soap-env:mustUnderstand="1" xmlns:wsse="${WSSE}"><wsse:UsernameToken><wsse:Username>${username}</wsse:Username><wsse:Password Type="PasswordText">${password}</wsse:Password></wsse:UsernameToken></wsse:Security></soap-env:Header><soap-env:Body><OTA_HotelResNotifRQ xmlns="${OTA}" EchoToken="echo-1" TimeStamp="2027-03-02T10:04:00+00:00" Version="1.0"><HotelReservations><HotelReservation ResStatus="Commit"><ResGlobalInfo><Comments><Comment><Text>${words}</Text></Comment></Comments></ResGlobalInfo></HotelReservation></HotelReservations></OTA_HotelResNotifRQ></soap-env:Body></soap-env:Envelope>`

const inMessage = (url: string, body: string | Buffer) =>
  postHook(url, null, body, { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' })

const inAddress = (url: string, body: string | Buffer, { username, password }: Credentials) => {
  const address = new URL(url)
  address.searchParams.set('user', username)
  address.searchParams.set('key', password)
  return postHook(address.href, null, body)
}

export const PORTAL_HEADERS = {
  'content-type': 'multipart/form-data; boundary=b',
  'x-alpinebits-clientprotocolversion': '2024-10',
}

export const POSTING_SAMPLES: Readonly<Record<PostingKind, PostingSample>> = {
  agoda: {
    message: (words) =>
      `<request timestamp="1491189437"><property id="226110"><bookings><booking booking_id="6593078" status="ConfirmBooking" note="${words}"/></bookings></property></request>`,
    post: inAddress,
    success: /^<\?xml [^>]*>\n<result timestamp="\d{13}"><success\/><\/result>$/,
    refusal: /<result timestamp="\d{13}"><errors><error description="[^"]+"\/><\/errors><\/result>$/,
    isValid: () => undefined,
  },
  alpinebits: {
    message: (words) =>
      form(
        'OTA_HotelResNotif:GuestRequests',
        pushed(request({ about: `<ResGlobalInfo>${words}</ResGlobalInfo>` })),
      ),
    post: (url, body, credentials) => postHook(url, basic(credentials), body, PORTAL_HEADERS),
    success:
      /<OTA_HotelResNotifRS [^>]*><Success\/><HotelReservations><HotelReservation><UniqueID Type="14" ID="ab-1"\/><\/HotelReservation><\/HotelReservations><\/OTA_HotelResNotifRS>$/,
    refusal: /^ERROR:\S/,
    isValid: (answer) => {
      if (alpinebits.hasSchemas && !answer.startsWith('ERROR:')) alpinebits.validateMessage(answer)
    },
  },
  bookingcom: {
    message: (words) => notification(words),
    post: (url, body, credentials) => postHook(url, basic(credentials), body),
    success: /<OTA_HotelResNotifRS [^>]*><Success\/><\/OTA_HotelResNotifRS>$/,
    refusal: /<Errors><Error Type="\d+" Code="\d+" ShortText="[^"]+">/,
    isValid: (answer) => {
      if (openTravel.hasSchemas) openTravel.validateMessage(answer)
    },
  },
  channex: {
    message: (words) =>
      JSON.stringify({ event: 'booking_new', property_id: '716305c4', payload: { note: words } }),
    post: inAddress,
    success: /^\{"ok":true\}$/,
    refusal: /^\{"error":"[^"]+"\}$/,
    isValid: (answer) => void JSON.parse(answer),
  },
  expedia: {
    message: (words, credentials) =>
      expediaNotification({
        ...credentials,
        requests: `<SpecialRequest RequestCode="4"><Text>${words}</Text></SpecialRequest>`,
      }),
    post: inMessage,
    refusedAs: 500,
    success: /ResID_Type="3" ResID_Value="KEYRACK-880042117"/,
    refusal: /<faultcode>SOAP-ENV:(Client|Server)\.\d{4}<\/faultcode><faultstring>.+<\/faultstring>/,
    isValid: (answer) => {
      if (!expedia.hasSchemas) return
      const body = insideOf(answer, 'Body')
      // Its schema has faults without a namespace, and the samples have them in SOAP's.
      if (body.startsWith('<SOAP-ENV:Fault'))
        expediaFault.validateMessage(alone(body).replaceAll(/(<\/?)SOAP-ENV:Fault/g, '$1Fault'))
      else {
        expedia.validateMessage(body)
        expediaHeader.validateMessage(insideOf(answer, 'Header'))
      }
    },
  },
  siteminder: {
    message: siteminder,
    post: inMessage,
    refusedAs: 500,
    success:
      /<SOAP-ENV:Header\/><SOAP-ENV:Body><OTA_HotelResNotifRS [^>]*EchoToken="echo-1"[^>]*><Success\/>/,
    refusal:
      /<faultcode>SOAP-ENV:(Client|Client\.Authentication|Server)<\/faultcode><faultstring>.+<\/faultstring>/,
    isValid: (answer) => {
      const body = insideOf(answer, 'Body')
      if (openTravel.hasSchemas && !body.startsWith('<SOAP-ENV:Fault')) openTravel.validateMessage(body)
    },
  },
}

/** To the address of new bookings, which is the only one of most kinds. */
export const postAs = (kind: PostingKind, relayUrl: string, hook: Webhook, body: string | Buffer) =>
  POSTING_SAMPLES[kind].post(new URL(hook.paths.new, relayUrl).href, body, hook)
