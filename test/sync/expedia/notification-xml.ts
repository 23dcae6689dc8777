/** Bookings as Expedia posts them (BN), part by part. */
import { DOUBLE, FLEXIBLE, HOTEL } from './scripted.ts'

const OTA = 'http://www.opentravel.org/OTA/2003/05'
const PAYLOADS = { new: 'OTA_HotelResNotif', modified: 'OTA_HotelResModifyNotif', cancelled: 'OTA_Cancel' }
type Kind = keyof typeof PAYLOADS

export interface Parts {
  readonly kind?: Kind
  readonly id?: string
  readonly hotel?: string
  readonly username?: string
  readonly password?: string
  /** First night and departure. */
  readonly dates?: readonly [string, string]
  readonly rates?: string
  readonly guests?: string
  readonly total?: string
  readonly requests?: string
  /** The samples have one, the schemas do not. */
  readonly email?: string
  readonly requestId?: string
  readonly isRetried?: boolean
  readonly product?: { readonly room: string; readonly rate: string }
}

export const rate = (from: string, to: string, amount: string, more = '') =>
  `<Rate EffectiveDate="${from}" ExpireDate="${to}" RateTimeUnit="Day" UnitMultiplier="1"><Base AmountBeforeTax="${amount}" CurrencyCode="EUR"/>${more}</Rate>`
export const extra = (amount: string) =>
  `<AdditionalGuestAmounts><AdditionalGuestAmount AgeQualifyingCode="8"><Amount AmountBeforeTax="${amount}" CurrencyCode="EUR"/></AdditionalGuestAmount></AdditionalGuestAmounts>`
export const fees = (amount: string) =>
  `<Fees><Fee TaxInclusive="false" Type="Exclusive" Code="1" Amount="${amount}" CurrencyCode="EUR"/></Fees>`
export const request = (code: string, text: string) =>
  `<SpecialRequest Language="en-us" RequestCode="${code}"><Text Formatted="false" Language="en-us">${text}</Text></SpecialRequest>`

const CARD =
  '<Guarantee><GuaranteesAccepted><GuaranteeAccepted><PaymentCard CardType="1" CardCode="VI" CardNumber="4111111111111111" ExpireDate="1229" SeriesCode="737"><CardHolderName>Ines Okafor</CardHolderName></PaymentCard></GuaranteeAccepted></GuaranteesAccepted></Guarantee>'
const POS =
  '<POS><Source><RequestorID Type="18" ID="A-Expedia"/><BookingChannel Type="2" Primary="true"><CompanyName>Expedia</CompanyName></BookingChannel></Source></POS>'
const NAME = '<PersonName><GivenName>Ines</GivenName><Surname>Okafor</Surname></PersonName>'

/** The OTA message alone. */
export function payload(parts: Parts = {}): string {
  const { kind = 'new', requestId = '70001' } = parts
  const name = `${PAYLOADS[kind]}RQ`
  const status = kind === 'cancelled' ? 'CancelType' : 'ResStatus'
  return `<${name} xmlns="${OTA}" EchoToken="${requestId}" TimeStamp="2027-03-02T10:04:00-07:00" Target="Production" Version="1.000" PrimaryLangID="en-us" ${status}="Commit">${POS}${contentOf(parts)}</${name}>`
}

function contentOf(parts: Parts): string {
  const { kind = 'new', id = '880042117', hotel = HOTEL } = parts
  const { dates: [arrival, departure] = ['2027-06-10', '2027-06-12'] } = parts
  if (kind === 'cancelled')
    return `<UniqueID Type="14" ID="${id}"><CompanyName>Expedia</CompanyName></UniqueID><UniqueID Type="10" ID="OURS-1"><CompanyName>KEYRACK</CompanyName></UniqueID><Verification>${NAME}<Vendor Code="1" CodeContext="ChainCode"/><Vendor Code="2" CodeContext="BrandCode"/><Vendor Code="3" CodeContext="HotelCode">${hotel}</Vendor><ReservationTimeSpan Start="${arrival}" End="${departure}"/><AssociatedQuantity Code="1" CodeContext="Number of rooms" Quantity="1"/><AssociatedQuantity Code="2" CodeContext="Number of guests" Quantity="2"/></Verification>`
  const { room, rate: plan } = parts.product ?? { room: DOUBLE, rate: FLEXIBLE }
  const { rates = rate(arrival, departure, '184.00') } = parts
  const { guests = '<GuestCount AgeQualifyingCode="10" Count="2"/>' } = parts
  const {
    total = '<Total AmountAfterTax="400.01" CurrencyCode="EUR"><Taxes Amount="32.01" CurrencyCode="EUR"><Tax Type="Exclusive" Code="27" Amount="32.01" CurrencyCode="EUR"/></Taxes></Total>',
  } = parts
  const { email = '' } = parts
  const { requests = request('2.1', 'Non-Smoking') } = parts
  const ids =
    kind === 'modified'
      ? '<HotelReservationID ResID_Type="3" ResID_Value="OURS-1" ResID_Source="KEYRACK" ResID_Date="2027-03-02T10:05:00-07:00"/>'
      : ''
  const [list, item] =
    kind === 'new' ? ['HotelReservations', 'HotelReservation'] : ['HotelResModifies', 'HotelResModify']
  return `<${list}><${item} RoomStayReservation="true" CreateDateTime="2027-03-02T10:04:00-07:00" CreatorID="Expedia"><UniqueID Type="14" ID="${id}"/><RoomStays><RoomStay><RoomTypes><RoomType RoomTypeCode="${room}" IsRoom="true"/></RoomTypes><RatePlans><RatePlan RatePlanCode="${plan}" EffectiveDate="${arrival}" ExpireDate="${departure}"/></RatePlans><RoomRates><RoomRate EffectiveDate="${arrival}" ExpireDate="${departure}" RoomTypeCode="${room}" NumberOfUnits="1" RatePlanCode="${plan}"><Rates>${rates}</Rates></RoomRate></RoomRates><GuestCounts IsPerRoom="true">${guests}</GuestCounts><TimeSpan Start="${arrival}" End="${departure}"/>${CARD}${total}<BasicPropertyInfo HotelCode="${hotel}"/><ResGuestRPHs><ResGuestRPH RPH="1"/></ResGuestRPHs><SpecialRequests>${requests}</SpecialRequests></RoomStay></RoomStays><ResGuests><ResGuest ResGuestRPH="1" AgeQualifyingCode="10"><Profiles><ProfileInfo><Profile ProfileType="1"><Customer>${NAME}<Telephone CountryAccessCode="43" AreaCityCode="1" PhoneNumber="5550199"/>${email}</Customer></Profile></ProfileInfo></Profiles></ResGuest></ResGuests><ResGlobalInfo><HotelReservationIDs><HotelReservationID ResID_Type="8" ResID_Value="${id}" ResID_Source="Expedia" ResID_Date="2027-03-02T10:04:00-07:00"/>${ids}</HotelReservationIDs></ResGlobalInfo></${item}></${list}>`
}

export function notification(parts: Parts = {}): string {
  const { kind = 'new', hotel = HOTEL, requestId = '70001', isRetried = false } = parts
  const { username = 'Expedia', password = 'secret' } = parts
  const header = `<Interface xmlns="http://www.newtrade.com/expedia/R14/header" Name="ExpediaDirectConnect" Version="4.0"><PayloadInfo RequestId="${requestId}" RequestorId="Expedia.com" ResponderId="KEYRACK" ExpirationDateTime="2027-03-02T12:34:00+00:00" Location="Body"><CommDescriptor SourceId="ExpediaDC" DestinationId="KEYRACK" RetryIndicator="${isRetried}"><Authentication Username="${username}" Password="${password}"/></CommDescriptor><PayloadDescriptor Name="${PAYLOADS[kind]}RQ" Version="2003A"><PayloadReference SupplierHotelCode="${hotel}" DistributorHotelId="${hotel}"/></PayloadDescriptor></PayloadInfo></Interface>`
  return `<soap-env:Envelope xmlns:soap-env="http://schemas.xmlsoap.org/soap/envelope/"><soap-env:Header>${header}</soap-env:Header><soap-env:Body>${payload(parts)}</soap-env:Body></soap-env:Envelope>`
}
