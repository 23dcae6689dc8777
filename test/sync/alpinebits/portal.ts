/** Guest requests as a portal writes them: fetched, and pushed in its form. */
import { answerOf, HOTEL, OTA } from './scripted.ts'

export const rate = (night: number, amount: string, rest = '') =>
  `<Rate EffectiveDate="2027-06-${night}"${rest} RateTimeUnit="Day"><Base AmountAfterTax="${amount}" CurrencyCode="EUR"/></Rate>`
export const stay = ({
  codes = '<RoomTypes><RoomType RoomTypeCode="DBLSEA"/></RoomTypes><RatePlans><RatePlan RatePlanCode="BAR-HB"/></RatePlans>',
  rates = rate(10, '100.50') + rate(11, '101.50'),
  counts = '<GuestCount Count="2"/><GuestCount Count="1" Age="7"/><GuestCount Count="1" Age="19"/>',
  span = '<TimeSpan Start="2027-06-10" End="2027-06-12"/>',
  total = '<Total AmountAfterTax="202.00" CurrencyCode="EUR"/>',
} = {}) =>
  `<RoomStay>${codes}<RoomRates><RoomRate RoomTypeCode="DBLSEA" RatePlanCode="BAR-HB"><Rates>${rates}</Rates></RoomRate></RoomRates><GuestCounts>${counts}</GuestCounts>${span}${CARD}${total}</RoomStay>`
const CARD =
  '<Guarantee><GuaranteesAccepted><GuaranteeAccepted><PaymentCard CardCode="VI" ExpireDate="1229"><CardHolderName>Ada Bell</CardHolderName><CardNumber><PlainText>4111111111111111</PlainText></CardNumber></PaymentCard></GuaranteeAccepted></GuaranteesAccepted></Guarantee>'
const GUESTS =
  '<ResGuests><ResGuest><Profiles><ProfileInfo><Profile><Customer Language="de"><PersonName><GivenName>Ada</GivenName><Surname>Bell</Surname></PersonName><Telephone PhoneNumber="+39 0471 1"/><Email>ada@example.com</Email></Customer></Profile></ProfileInfo></Profiles></ResGuest></ResGuests>'
export const global = (hotel = HOTEL) =>
  `<ResGlobalInfo><Comments><Comment Name="customer comment"><Text>Late, card 5555 5555 5555 4444</Text></Comment><Comment Name="included services"><ListItem ListItem="1" Language="de">Sauna</ListItem></Comment></Comments><SpecialRequests><SpecialRequest RequestCode="6" CodeContext="ALPINEBITS"><Text TextFormat="PlainText">A dog</Text></SpecialRequest></SpecialRequests><Profiles><ProfileInfo><Profile ProfileType="4"><CompanyInfo><CompanyName Code="1" CodeContext="X">Bergreisen</CompanyName></CompanyInfo></Profile></ProfileInfo></Profiles><BasicPropertyInfo HotelCode="${hotel}"/></ResGlobalInfo>`

export interface Parts {
  readonly id?: string
  readonly status?: string
  readonly times?: string
  readonly stays?: string
  readonly guests?: string
  readonly about?: string
}
export const request = ({
  id = 'ab-1',
  status = 'Reserved',
  times = 'CreateDateTime="2027-02-01T08:00:00+01:00"',
  stays = stay(),
  guests = GUESTS,
  about = global(),
}: Parts = {}) =>
  `<HotelReservation ${times} ResStatus="${status}"><UniqueID Type="${status === 'Cancelled' ? 15 : 14}" ID="${id}"/><RoomStays>${stays}</RoomStays>${guests}${about}</HotelReservation>`
export const retrieved = (...requests: string[]) =>
  answerOf('OTA_ResRetrieveRS', `<Success/><ReservationsList>${requests.join('')}</ReservationsList>`)
export const property = { hotelCode: HOTEL, currency: 'EUR' }
export const pushed = (...requests: string[]) =>
  `<?xml version="1.0"?><OTA_HotelResNotifRQ xmlns="${OTA}" Version="7.000"><HotelReservations>${requests.join('')}</HotelReservations></OTA_HotelResNotifRQ>`
export const form = (action: string, message: string) =>
  `--b\r\nContent-Disposition: form-data; name="action"\r\n\r\n${action}\r\n--b\r\nContent-Disposition: form-data; name="request"; filename="r.xml"\r\nContent-Type: text/xml\r\n\r\n${message}\r\n--b--\r\n`
