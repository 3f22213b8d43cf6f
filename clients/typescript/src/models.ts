// Made by `make clients` from docs/openapi.yaml 1.0.0. Changes here are lost.

export interface AddressInput {
  /** Home, work, … */
  label?: string;
  /** Who takes the parcel. */
  recipient: string;
  /** A phone number; Egyptian numbers need no country code. */
  phone_number: string;
  /** One of the 27 governorates, such as `C` or `ASN`. */
  governorate: string;
  /** City or district. */
  city: string;
  /** Street. */
  street: string;
  /** Number or name of the building. */
  building: string;
  /** Floor. */
  floor?: string;
  /** Apartment. */
  apartment?: string;
  /** What it is near to. */
  landmark?: string;
  /** Of a pin on the map, in degrees; rounded to six decimals, some ten centimetres. */
  latitude?: string | null;
  /** Of a pin on the map, in degrees; rounded to six decimals, some ten centimetres. */
  longitude?: string | null;
  /** Whether orders go there unless said otherwise. */
  is_default?: boolean;
}

export interface Address {
  /** Its id. */
  id: number;
  /** Home, work, … */
  label: string;
  /** Who takes the parcel. */
  recipient: string;
  /** In E.164. */
  phone_number: string;
  /** Its governorate. */
  governorate: Governorate;
  /** City or district. */
  city: string;
  /** Street. */
  street: string;
  /** Number or name of the building. */
  building: string;
  /** Floor. */
  floor: string;
  /** Apartment. */
  apartment: string;
  /** What it is near to. */
  landmark: string;
  /** Of a pin on the map, or null. */
  latitude: string | null;
  /** Of a pin on the map, or null. */
  longitude: string | null;
  /** Whether orders go there unless said otherwise. */
  is_default: boolean;
  /** When it was added. */
  created_at: string;
  /** When it last changed. */
  updated_at: string;
}

export interface ApplicationEvent {
  /** Where it stood; empty for the first. */
  from_status: string;
  /** Where it went. */
  to_status: string;
  /** What was said. */
  reasons: string;
  /** When it was. */
  created_at: string;
}

export interface ApplicationInput {
  /** An artist works alone; a store has a name of its own. */
  user_type: SellerTypeEnum;
  /** An artist's craft. */
  specialty?: string;
  /** About the maker and the work. */
  bio?: string;
  /** A store's name. */
  store_name?: string;
  /** The tax number of a registered business; makers at home have none. */
  tax_id?: string;
  /** Whether there is a shop one can go to. */
  has_physical_store?: boolean;
  /** Names of networks with an address or handle each. */
  social_media?: Record<string, string>;
  /** One of the 27 governorates, such as `C` or `ASN`. */
  governorate?: string | null;
}

export interface Application {
  /** Its id. */
  id: number;
  /** `artist` or `store`. */
  user_type: SellerTypeEnum;
  /** `home` without papers, `business` with a tax number. */
  track: TrackEnum;
  /** An artist's craft. */
  specialty: string;
  /** About the maker and the work. */
  bio: string;
  /** A store's name. */
  store_name: string;
  /** The tax number. */
  tax_id: string;
  /** Whether there is a shop one can go to. */
  has_physical_store: boolean;
  /** Names of networks with an address or handle each. */
  social_media: Record<string, string>;
  /** Where the seller works. */
  governorate: string | null;
  /** Where it stands. */
  status: ApplicationOutStatusEnum;
  /** What staff said about it. */
  reasons: string;
  /** When it was handed in. */
  submitted_at: string;
  /** When it was decided, or null. */
  decided_at: string | null;
}

export type ApplicationOutStatusEnum = "pending" | "changes_requested" | "approved" | "rejected" | "suspended" | (string & {});

export interface Attribute {
  /** The key under which a piece carries it. */
  code: string;
  /** Its name in the language asked for. */
  name: string;
  /** What its values are. */
  kind: AttributeOutKindEnum;
  /** The unit of a number. */
  unit: string;
  /** What there is to choose from. */
  choices: OptionValueIn[];
}

export type AttributeOutKindEnum = "text" | "number" | "choice" | "choices" | "colour" | (string & {});

export interface AttributeValue {
  /** The attribute's code, such as `material`. */
  code: string;
  /** Its name in the language asked for. */
  name: string;
  /** Text, a number, or several texts. */
  value: unknown;
  /** The unit of a number, or empty. */
  unit: string;
}

export interface Band {
  /** The least that it costs. */
  min_price: string;
  /** The most that it costs, or null. */
  max_price: string | null;
  /** How many pieces cost that. */
  count: number;
}

export interface BulkRowInput {
  /** Which piece. */
  product: number;
  /** What it costs from now on. */
  price?: string;
  /** How many there are. */
  stock?: number;
}

export interface Buyers {
  /** How many people bought. */
  buyers: number;
  /** Those who did for the first time. */
  new: number;
  /** Those who had before, or did twice. */
  repeat: number;
}

export interface CancelInput {
  /** Why. */
  reason?: string;
  /** Only this parcel; the whole order unless given. */
  parcel?: number;
}

export interface CardImage {
  /** Address of a WebP 640 pixels wide. */
  url: string;
  /** Address of a WebP 320 pixels wide. */
  thumb: string;
  /** A blur to show while it loads. */
  blurhash: string;
  /** Width of the original in pixels. */
  width: number;
  /** Height of the original in pixels. */
  height: number;
}

/** A row of a list. */
export interface Card {
  /** Its id. */
  id: number;
  /** The seller's or the marketplace's article code. */
  sku: string;
  /** Its name in the language asked for. */
  name: string;
  /** Its name in addresses. */
  slug: string;
  /** The price; of variants, the lowest. */
  price: string;
  /** An honest price before: the lowest of the 30 days before the reduction, or null. */
  compare_at_price: string | null;
  /** Always `EGP`. */
  currency: string;
  /** Whether it can be ordered. */
  in_stock: boolean;
  /** Where it stands in the tree. */
  category: Named;
  /** Who made it, or sells it. */
  seller: SellerName;
  /** Mean of its ratings, or null without any. */
  rating_average: number | null;
  /** How many ratings there are. */
  rating_count: number;
  /** The primary picture, or null. */
  image: CardImage | null;
  /** Whether staff show it first. */
  is_featured: boolean;
  /** When it was added. */
  created_at: string;
}

/** Cards joined into a list, none of them read again. */
export interface Cards {
  /** Address of the page after this one. */
  next: string | null;
  /** Address of the page before it. */
  previous: string | null;
  /** The pieces of this page. */
  results: Card[];
}

export interface CartGroup {
  /** `id` and `name` of the seller. */
  seller: Record<string, unknown>;
  /** What is in the basket of this seller's. */
  items: CartItem[];
  /** What it costs together. */
  items_total: string;
}

export interface CartItemInput {
  /** Which piece. */
  product: number;
  /** Which variant; a piece with one needs none. */
  variant?: number | null;
  /** How many; 0 takes it out. */
  quantity: number;
  /** What is to be added to it, by the code of what the maker asks. */
  personalisation?: Record<string, string>;
}

export interface CartItem {
  /** The line's id. */
  id: number;
  /** Which piece. */
  product: number;
  /** Which variant. */
  variant: number;
  /** Its name in the language asked for. */
  name: string;
  /** The variant's values in the language asked for. */
  choices: string[];
  /** Address of a small picture. */
  image: string;
  /** How many. */
  quantity: number;
  /** What one costs now. */
  price: string;
  /** What they cost together now. */
  line_total: string;
  /** What is to be added. */
  personalisation: Record<string, unknown>;
  /** What has changed since it was put in. */
  changes: Change[];
}

export interface Cart {
  /** The basket, by seller. */
  groups: CartGroup[];
  /** How many pieces there are. */
  item_count: number;
  /** What is on show costs as it lies in the basket, without shipping; what there is too little of counts in full. */
  items_total: string;
  /** Whether anything changed since it was put in. */
  has_changes: boolean;
}

export interface CategoryInput {
  /** Its Arabic name. */
  name: string;
  /** Its English name. */
  name_en?: string;
  /** Its name in addresses; made of the name unless given. */
  slug?: string;
  /** What belongs in it. */
  description?: string;
  /** What it stands below. */
  parent?: number | null;
  /** Whether it, and all below it, is shown. */
  is_active?: boolean;
  /** Its place among its siblings. */
  position?: number;
}

export interface Category {
  /** Its id. */
  id: number;
  /** Its name in the language asked for. */
  name: string;
  /** Its name in addresses. */
  slug: string;
  /** What belongs in it. */
  description: string | null;
  /** What it stands below, or null. */
  parent: number | null;
  /** Address of its picture as a WebP 640 pixels wide, or null. */
  image: string | null;
  /** Its picture in every width, or null. */
  picture: CategoryPicture | null;
  /** Its place among its siblings. */
  position: number;
  /** Whether it, and all below it, is shown. */
  is_active: boolean;
  /** How many pieces are on show in it and below it. */
  product_count: number;
  /** When it was made. */
  created_at: string;
  /** When it last changed. */
  updated_at: string;
}

export interface CategoryPicture {
  /** Address of a WebP 640 pixels wide. */
  url: string;
  /** Address of a WebP 320 pixels wide. */
  thumb: string;
  /** A blur to show while it loads. */
  blurhash: string;
  /** Width of the original in pixels. */
  width: number;
  /** Height of the original in pixels. */
  height: number;
  /** What is seen on it. */
  alt: string;
  /** Every width there is. */
  renditions: Rendition[];
}

export interface CategoryTree {
  /** Its id. */
  id: number;
  /** Its name in the language asked for. */
  name: string;
  /** Its name in addresses. */
  slug: string;
  /** What belongs in it. */
  description: string | null;
  /** What it stands below, or null. */
  parent: number | null;
  /** Address of its picture as a WebP 640 pixels wide, or null. */
  image: string | null;
  /** Its picture in every width, or null. */
  picture: CategoryPicture | null;
  /** Its place among its siblings. */
  position: number;
  /** Whether it, and all below it, is shown. */
  is_active: boolean;
  /** How many pieces are on show in it and below it. */
  product_count: number;
  /** When it was made. */
  created_at: string;
  /** When it last changed. */
  updated_at: string;
  /** What stands below it, in order. */
  children: Record<string, unknown>[];
}

export interface Change {
  /** `price`, `stock`, `personalisation` or `withdrawn`. */
  code: string;
  /** What it cost when it was put in. */
  before?: string;
  /** What it costs now. */
  now?: string;
  /** How many are left. */
  available?: number;
  /** What is to be added and no longer suits what the maker asks. */
  field?: string;
}

export interface ChangePasswordInput {
  /** The present password. */
  current_password: string;
  /** The password to set. */
  new_password: string;
}

export type CheckoutChannelEnum = "redirect" | "sdk" | (string & {});

export interface CodeInput {
  /** Six digits; Arabic digits are understood. */
  code: string;
}

export interface CompensationInput {
  /** What the carrier paid for the seller's part. */
  amount: string;
  /** Under which the carrier paid it. */
  reference: string;
  /** What for; its seller reads this. */
  reason: string;
}

export interface Compensation {
  /** Which parcel was lost. */
  parcel: number;
  /** What its seller got. */
  amount: string;
  /** What its seller lost with it; the most there can be. */
  share: string;
  /** Under which the carrier paid it. */
  reference: string;
  /** What for. */
  reason: string;
  /** When it was booked. */
  created_at: string;
}

export type ConsentInPurposeEnum = "promotion" | "analytics" | (string & {});

export interface ConsentInput {
  /** What one agrees to, or no longer does. */
  purpose: ConsentInPurposeEnum;
  /** Whether one does. */
  is_given: boolean;
}

export interface Consent {
  /** `terms`, `privacy`, `promotion` or `analytics`. */
  purpose: ConsentOutPurposeEnum;
  /** Whether one agrees. */
  is_given: boolean;
  /** Which wording it was. */
  version: string;
  /** Since when. */
  created_at: string;
}

export type ConsentOutPurposeEnum = "terms" | "privacy" | "promotion" | "analytics" | (string & {});

export interface Count {
  /** What to filter by. */
  value: string;
  /** Its name in the language asked for. */
  label: string;
  /** How many pieces have it. */
  count: number;
}

export interface CreditNote {
  /** Its id. */
  id: number;
  /** Its number, such as `CN-2026-000017`; empty until it is issued. */
  number: string;
  /** The parcel whose invoice it takes back in part. */
  parcel: number;
  /** How much was given back. */
  amount: string;
  /** Why. */
  reason: string;
  /** When the money was given back. */
  wanted_at: string;
  /** When it got its number, or null. */
  issued_at: string | null;
}

export type DecisionEnum = "approve" | "refuse" | "receive" | "dispute" | "close" | (string & {});

export interface DecisionInput {
  /** The seller approves, refuses, or says that it is back; either side takes it to staff; the buyer closes it. */
  decision: DecisionEnum;
  /** A word about it. */
  text?: string;
  /** Whether what came back can be sold again. */
  is_sellable?: boolean;
}

export interface DepositInput {
  /** How much, from 10.00 to 20000.00. */
  amount: string;
  /** How to pay it. */
  method: OnlineMethodEnum;
  /** As for an order. */
  channel?: CheckoutChannelEnum;
}

export interface DestinationInput {
  /** How it is sent. */
  rail: RailEnum;
  /** The holder's name, as the bank has it. */
  holder: string;
  /** IBAN or account number, InstaPay address, or a mobile number. */
  account: string;
  /** The bank, for an account number. */
  bank_code?: string;
}

export interface DeviceInput {
  /** The FCM registration token. */
  token: string;
  /** What the device runs. */
  platform: PlatformEnum;
}

export interface Device {
  /** Its id. */
  id: number;
  /** The FCM registration token. */
  token: string;
  /** What the device runs. */
  platform: PlatformEnum;
  /** When it was first registered. */
  created_at: string;
  /** When it was last registered. */
  seen_at: string;
}

export interface DisableTwoFactorInput {
  /** Six digits; Arabic digits are understood. */
  code: string;
  /** The account's password. */
  password: string;
}

export interface Document {
  /** Its id. */
  id: number;
  /** What it is. */
  kind: string;
  /** Its media type. */
  content_type: string;
  /** An address that shows it for five minutes. */
  url: string;
}

export interface EmailInput {
  /** The account's address. */
  email: string;
}

export interface Erasure {
  /** Until then, signing in undoes the request. */
  erase_after: string;
}

export interface EventInput {
  /** Made by the client when it happened; a repeat with the same id has no effect. */
  event_id: string;
  /** What happened. */
  name: NameEnum;
  /** When; not more than 7 days ago, nor more than 10 minutes ahead. */
  occurred_at: string;
  /** The piece it was about. */
  product?: number | null;
  /** The seller it was about. */
  seller?: number | null;
  /** What was searched for. */
  query?: string;
  /** Up to 20 plain values under names such as `results`; of a `search`, `results` is how many were found. Nothing by which a person could be found. */
  properties?: Record<string, unknown>;
  /** A random text of the device, best a new one each day; it is not kept. */
  session?: string;
}

export interface Event {
  /** Its id. */
  id: number;
  /** Which parcel, or null for the whole order. */
  parcel: number | null;
  /** What happened: `placed`, `paid`, `parcel`, `status`, `refunded`, `stopped` and `called_off` by its carrier, … */
  code: string;
  /** Where it stood. */
  from_status: string;
  /** Where it went. */
  to_status: string;
  /** What was said; a carrier's reason in the language asked for. */
  note: string;
  /** Whose step it was: `buyer`, `seller`, `staff` or `system`. */
  by: string;
  /** When. */
  created_at: string;
}

export interface EventsInput {
  /** Up to 100 events, in any order. */
  events: EventInput[];
  /** Of a guest who does not want to be counted: nothing is kept. */
  opt_out?: boolean;
}

export interface Events {
  /** How many were new and are kept. */
  accepted: number;
  /** How many we had already. */
  repeated: number;
  /** Those that will never be kept. */
  refused: RefusedEvent[];
  /** Nothing was kept because the person does not want to be counted. */
  is_opted_out: boolean;
}

export type EveryEnum = "week" | "month" | (string & {});

export interface FacetCounts {
  /** How many pieces the filters leave. */
  total: number;
  /** How many pieces have each value. */
  facets: Facets;
}

/** Each facet is counted without its own filter; its 30 commonest values. */
export interface Facets {
  /** Categories, each with what is below it. */
  category: IdCount[];
  /** Sellers. */
  seller: IdCount[];
  /** Bands of prices. */
  price: Band[];
  /** Materials. */
  material: Count[];
  /** Colours. */
  colour: Count[];
  /** Governorates, by their codes. */
  governorate: Count[];
  /** Ratings. */
  min_rating: Stars[];
  /** What can be ordered, and what cannot. */
  in_stock: Stock[];
}

export interface FrozenAddress {
  /** Who takes the parcel. */
  recipient: string;
  /** In E.164. */
  phone_number: string;
  /** Its governorate. */
  governorate: FrozenGovernorate;
  /** City or district. */
  city: string;
  /** Street. */
  street: string;
  /** Number or name of the building. */
  building: string;
  /** Floor. */
  floor: string;
  /** Apartment. */
  apartment: string;
  /** What it is near to. */
  landmark: string;
  /** Of a pin on the map, or null. */
  latitude: string | null;
  /** Of a pin on the map, or null. */
  longitude: string | null;
}

/** As it was called when the order was placed. */
export interface FrozenGovernorate {
  /** ISO 3166-2:EG without the country. */
  code: string;
  /** Its name in the language asked for. */
  name: string;
}

/** A piece as it is read: what is kept, and what is joined in. */
export interface FullDetail {
  /** Its id. */
  id: number;
  /** The seller's or the marketplace's article code. */
  sku: string;
  /** Its name in the language asked for. */
  name: string;
  /** Its name in addresses. */
  slug: string;
  /** The price; of variants, the lowest. */
  price: string;
  /** An honest price before: the lowest of the 30 days before the reduction, or null. */
  compare_at_price: string | null;
  /** Always `EGP`. */
  currency: string;
  /** Whether it can be ordered. */
  in_stock: boolean;
  /** Where it stands in the tree. */
  category: Named;
  /** Who made it, or sells it. */
  seller: SellerName;
  /** Mean of its ratings, or null without any. */
  rating_average: number | null;
  /** How many ratings there are. */
  rating_count: number;
  /** The primary picture, or null. */
  image: CardImage | null;
  /** Whether staff show it first. */
  is_featured: boolean;
  /** When it was added. */
  created_at: string;
  /** Its description in the language asked for. */
  description: string;
  /** How it came about, in the maker's words. */
  story: string;
  /** Where, of what and in how many hours it was made. */
  provenance: Provenance;
  /** Its pictures, the primary one first. */
  images: Image[];
  /** What one can choose. */
  options: Option[];
  /** What else there is to say of it. */
  attributes: AttributeValue[];
  /** What one may ask to be added. */
  personalisation: Input[];
  /** Whether it is made once it has been ordered. */
  made_to_order: boolean;
  /** Days the maker needs before it is sent. */
  lead_time_days: number;
  /** Whether there is only this one. */
  one_of_a_kind: boolean;
  /** What it weighs. */
  weight_grams: number;
  /** What buyers think of it. */
  reviews_summary: ReviewsSummary;
  /** When it last changed. */
  updated_at: string;
  /** How many there are, over all variants. */
  stock: number;
  /** What can be ordered; at least one. */
  variants: StockedVariant[];
  /** What sending it costs and how long it takes, or null. */
  shipping_estimate: ShippingEstimate | null;
}

export interface Governorate {
  /** ISO 3166-2:EG without the country. */
  code: string;
  /** Its name in the language asked for. */
  name: string;
}

export type GranularityEnum = "day" | "week" | "month" | (string & {});

export interface Highlight {
  /** The name in stretches; joined, they are the name. */
  name: Part[];
  /** The description around its first match. */
  description: Part[];
}

/** A card that answers a query. */
export interface Hit {
  /** Its id. */
  id: number;
  /** The seller's or the marketplace's article code. */
  sku: string;
  /** Its name in the language asked for. */
  name: string;
  /** Its name in addresses. */
  slug: string;
  /** The price; of variants, the lowest. */
  price: string;
  /** An honest price before: the lowest of the 30 days before the reduction, or null. */
  compare_at_price: string | null;
  /** Always `EGP`. */
  currency: string;
  /** Whether it can be ordered. */
  in_stock: boolean;
  /** Where it stands in the tree. */
  category: Named;
  /** Who made it, or sells it. */
  seller: SellerName;
  /** Mean of its ratings, or null without any. */
  rating_average: number | null;
  /** How many ratings there are. */
  rating_count: number;
  /** The primary picture, or null. */
  image: CardImage | null;
  /** Whether staff show it first. */
  is_featured: boolean;
  /** When it was added. */
  created_at: string;
  /** Which words answered it. */
  highlight: Highlight;
  /** Whether it is only close to what was asked, such as another kind of lamp. */
  is_related: boolean;
}

export interface IdCount {
  /** The id to filter by. */
  value: number;
  /** Its name in the language asked for. */
  label: string;
  /** How many pieces have it. */
  count: number;
}

export interface Image {
  /** Address of a WebP 640 pixels wide. */
  url: string;
  /** Address of a WebP 320 pixels wide. */
  thumb: string;
  /** A blur to show while it loads. */
  blurhash: string;
  /** Width of the original in pixels. */
  width: number;
  /** Height of the original in pixels. */
  height: number;
  /** Its id. */
  id: number;
  /** What is seen on it. */
  alt: string;
  /** Whether it is the one on the card. */
  is_primary: boolean;
  /** Every width there is. */
  renditions: Rendition[];
}

export interface ImportInput {
  /** XLSX or CSV, up to 5 MiB and 1000 rows, headed as the template is. */
  file: Blob;
  /** A ZIP of the pictures that the table names; the whole body has up to 32 MiB. */
  pictures?: Blob;
  /** Only try: say what would happen, and change nothing. */
  is_dry_run?: boolean;
  /** What becomes of a row whose SKU one of your pieces has. */
  on_existing?: OnExistingEnum;
}

export interface Import {
  /** Its id. */
  id: number;
  /** The name the table had. */
  file_name: string;
  /** Whether it was only tried. */
  is_dry_run: boolean;
  /** What becomes of a row whose SKU one of your pieces has. */
  on_existing: OnExistingEnum;
  /** Whether it waits, is under way, done, or could not be read. */
  status: JobStatusEnum;
  /** How many rows the table has. */
  rows_total: number;
  /** How many of them are decided: the progress. */
  rows_done: number;
  /** How many became a new piece, or would. */
  rows_added: number;
  /** How many changed a piece, or would. */
  rows_changed: number;
  /** How many were refused. */
  rows_failed: number;
  /** When it was sent. */
  created_at: string;
  /** When its last row was decided, or null. */
  finished_at: string | null;
}

export interface ImportRow {
  /** Its id. */
  id: number;
  /** Its line in the file, as a spreadsheet counts them. */
  number: number;
  /** What the piece is called in it. */
  name: string;
  /** What became of it. */
  outcome: OutcomeEnum;
  /** The piece it became or changed; null after a trial. */
  product: number | null;
  /** Why it was refused. */
  problems: RowProblem[];
}

export interface InputIn {
  /** The name an order line carries it under. */
  code: string;
  /** What is asked for, in Arabic. */
  label: string;
  /** In English. */
  label_en?: string;
  /** How long the answer may be. */
  max_length?: number;
  /** Whether it has to be given. */
  is_required?: boolean;
}

export interface InputInput {
  /** The name an order line carries it under. */
  code: string;
  /** What is asked for, in Arabic. */
  label: string;
  /** In English. */
  label_en?: string;
  /** How long the answer may be. */
  max_length?: number;
  /** Whether it has to be given. */
  is_required?: boolean;
}

export interface Input {
  /** The name under which an order line carries it. */
  code: string;
  /** What is asked for. */
  label: string;
  /** How long it may be. */
  max_length: number;
  /** Whether it has to be given. */
  is_required: boolean;
}

export interface Item {
  /** The line's id. */
  id: number;
  /** Which piece. */
  product: number;
  /** Which variant. */
  variant: number;
  /** Who sells it. */
  seller: number;
  /** Its name when it was ordered. */
  name: string;
  /** Its article code. */
  sku: string;
  /** The variant's values, as they were called when it was ordered. */
  choices: string[];
  /** What is to be added to it. */
  personalisation: Record<string, string>;
  /** Address of a small picture. */
  image: string;
  /** How many. */
  quantity: number;
  /** What one cost. */
  price: string;
  /** What the pieces cost together. */
  line_total: string;
  /** What a coupon took off. */
  discount: string;
  /** How much of the line was given back. */
  refunded: string;
  /** How many were sent back. */
  returned_quantity: number;
}

export interface Job {
  /** Under which to ask how far it is. */
  id: number;
  /** Which report. */
  name: string;
  /** `json`, `csv`, `xlsx` or `pdf`. */
  format: string;
  /** What it is of. */
  period: Period;
  /** Where it stands. */
  status: JobStatusEnum;
  /** Per cent; 100 only when it is done. */
  progress: number;
  /** How many rows have been written. */
  rows_done: number;
  /** Where the file is, once it is done. */
  download: string | null;
  /** When it was asked for. */
  created_at: string;
  /** When it was done. */
  finished_at: string | null;
  /** When it will be deleted. */
  deleted_at: string;
}

export type JobStatusEnum = "waiting" | "running" | "done" | "failed" | (string & {});

export type KeptMethodEnum = "wallet" | "cash_on_delivery" | "bank_transfer" | (string & {});

export interface KeyInput {
  /** From the link in the mail. */
  key: string;
}

export type LanguageEnum = "ar" | "en" | (string & {});

export interface Limits {
  /** The smallest withdrawal. */
  smallest: string;
  /** The largest withdrawal. */
  largest: string;
  /** Withdrawals of one day together. */
  daily: string;
  /** The most store credit a wallet can hold. */
  largest_credit: string;
}

/** What the list answers: cards, and to whoever asks for changes also what has gone. */
export interface Listed {
  /** Address of the page after this one. */
  next: string | null;
  /** Address of the page before it. */
  previous: string | null;
  /** The pieces of this page. */
  results: Card[];
  /** With `updated_since`: the time to ask with next. */
  synced_until?: string;
}

export interface LoginInput {
  /** The account's address. */
  email: string;
  /** Its password. */
  password: string;
  /** The authenticator's code, or a recovery code, where two-step sign-in is on. */
  otp?: string | null;
}

export interface LogoutInput {
  /** The latest refresh token. */
  refresh: string;
  /** End every session, not this one alone. */
  all?: boolean;
}

export interface MergeInput {
  /** The phone's basket. */
  items: WishInput[];
}

export interface MessageInput {
  /** What to say. */
  text: string;
}

export interface Methods {
  /** The ways to pay that are offered. */
  available: PaymentMethodEnum[];
  /** The ways one keeps. */
  saved: SavedMethod[];
}

export type NameEnum = "app_opened" | "home_viewed" | "category_viewed" | "product_viewed" | "seller_viewed" | "search" | "search_clicked" | "wishlisted" | "shared" | "cart_added" | "cart_removed" | "checkout_started" | "payment_started" | "order_placed" | "notification_opened" | (string & {});

export interface Named {
  /** Its id. */
  id: number;
  /** Its name in the language asked for. */
  name: string;
}

export interface NewCategoryImageInput {
  /** JPEG, PNG or WebP up to 10 MiB and 50 megapixels. */
  image: Blob;
  /** What is seen on it. */
  alt?: string;
}

export interface NewImageInput {
  /** What is seen on it. */
  alt?: string;
  /** Put it on the card. */
  is_primary?: boolean;
  /** Its place in the row. */
  position?: number;
  /** JPEG, PNG or WebP up to 10 MiB and 50 megapixels. */
  image: Blob;
}

export interface NewProductInput {
  /** Its name, in Arabic. */
  name: string;
  /** In English. */
  name_en?: string;
  /** What it is, in Arabic. */
  description: string;
  /** In English. */
  description_en?: string;
  /** What it costs. */
  price: string;
  /** What it cost before; shown only as far as that is true of the last 30 days. */
  compare_at_price?: string | null;
  /** How many there are, of a piece without options. */
  stock?: number;
  /** Warn when so few are left; 0 for never. */
  low_stock_at?: number;
  /** Where it stands in the tree. */
  category: number;
  /** Its article code; made unless given. */
  sku?: string;
  /** Whether it is offered. */
  is_active?: boolean;
  /** What one can choose. */
  options?: OptionInput[];
  /** What can be ordered; every combination of the options unless given. */
  variants?: VariantInput[];
  /** By the code of the category's attribute: text, a number, or several texts. */
  attributes?: Record<string, unknown>;
  /** What one may ask for. */
  personalisation?: InputInput[];
  /** Whether it is made once ordered; stock is then the free places. */
  made_to_order?: boolean;
  /** Days needed before it is sent. */
  lead_time_days?: number;
  /** Whether there is only this one. */
  one_of_a_kind?: boolean;
  /** What it weighs. */
  weight_grams?: number;
  /** How it came about, in Arabic. */
  story?: string;
  /** In English. */
  story_en?: string;
  /** Where, of what and in how many hours. */
  provenance?: ProvenanceInput;
  /** Keep it to oneself until it is put forward. */
  is_draft?: boolean;
}

export interface NewUser {
  /** The person's id. */
  id: number;
  /** The address to sign in with. */
  email: string;
  /** Given name. */
  first_name: string;
  /** Family name. */
  last_name: string;
  /** False until the mail is answered. */
  is_email_verified: boolean;
}

export interface NextAction {
  /** What the app does next. */
  type: TypeEnum;
  /** The page to open; empty for none. */
  url: string;
  /** For the gateway's SDK. */
  client_secret: string;
  /** For the gateway's SDK. */
  public_key: string;
  /** The gateway's reference, or where to send a bank transfer and what to write on it. */
  reference: string;
}

export type NoticeChannelEnum = "in_app" | "email" | "push" | (string & {});

export interface Notification {
  /** Its id. */
  id: number;
  /** What it is about, in the language asked for. */
  title: string;
  /** The whole notice, in the language asked for. */
  message: string;
  /** The coarse type, for an icon. */
  notification_type: NotificationTypeEnum;
  /** The precise kind, such as `parcel.shipped`. */
  kind: string;
  /** Whether it has been read. */
  is_read: boolean;
  /** The id of what it is about, if anything. */
  related_object_id: number | null;
  /** What that is: `order`, `product`, … */
  related_object_type: string | null;
  /** How many of a burst were folded into this one. */
  repeats: number;
  /** When it came. */
  created_at: string;
}

export type NotificationTypeEnum = "order" | "payment" | "system" | "promotion" | (string & {});

export type OnExistingEnum = "refuse" | "change" | (string & {});

export type OnlineMethodEnum = "credit_card" | "kiosk" | "mobile_wallet" | (string & {});

export interface OptionIn {
  /** What one chooses, in Arabic. */
  name: string;
  /** In English. */
  name_en?: string;
  /** What there is to choose. */
  values: OptionValueIn[];
}

export interface OptionInput {
  /** What one chooses, in Arabic. */
  name: string;
  /** In English. */
  name_en?: string;
  /** What there is to choose. */
  values: OptionValueInput[];
}

export interface Option {
  /** What one chooses, such as the size. */
  name: string;
  /** What there is to choose from. */
  values: OptionValue[];
}

export interface OptionValueIn {
  /** The value, in Arabic. */
  value: string;
  /** In English. */
  value_en?: string;
}

export interface OptionValueInput {
  /** The value, in Arabic. */
  value: string;
  /** In English. */
  value_en?: string;
}

export interface OptionValue {
  /** The value variants name. */
  value: string;
  /** The same in the language asked for. */
  label: string;
}

export interface OrderInput {
  /** What to order; the basket unless given. */
  items?: WishInput[];
  /** The id of one's address, or an address for this order alone. */
  shipping_address: unknown;
  /** One of the quote's options for all parcels, or an object of options by seller; the cheapest unless given. */
  shipping_option?: unknown;
  /** How it is paid. */
  payment_method: PaymentMethodEnum;
  /** A coupon's code. */
  coupon?: string;
  /** A word to the sellers. */
  note?: string;
  /** The token of a quote: the order is refused if anything differs from it. */
  quote?: string;
}

export interface Order {
  /** Its id. */
  id: number;
  /** A number to read out: `4821-9063-376`. */
  number: string;
  /** Where it stands; it follows from its parcels. */
  status: OrderStatusEnum;
  /** What the pieces cost. */
  items_total: string;
  /** What sending them costs. */
  shipping_cost: string;
  /** What a coupon took off. */
  discount: string;
  /** What is to be paid. */
  total_amount: string;
  /** Always `EGP`. */
  currency: string;
  /** How it is paid. */
  payment_method: PaymentMethodEnum;
  /** Whether it is paid. */
  payment_status: boolean;
  /** How its payment stands. */
  payment: OrderPayment;
  /** Where it goes, as text. */
  shipping_address: string;
  /** The address in its parts. */
  address: FrozenAddress;
  /** The coupon used, or empty. */
  coupon_code: string;
  /** A word to the sellers. */
  note: string;
  /** Its lines, as they were ordered. */
  items: Item[];
  /** One for each seller. */
  parcels: Parcel[];
  /** Each step, oldest first. */
  timeline: Event[];
  /** When it was placed. */
  created_at: string;
  /** When it last changed. */
  updated_at: string;
}

export interface OrderPayment {
  /** How it is paid. */
  method: string;
  /** `awaiting`, `on_delivery`, `paid`, `partly_refunded`, `refunded` or `none`. */
  status: string;
  /** When it was paid, or null. */
  paid_at: string | null;
  /** What is to be paid. */
  amount: string;
  /** What was given back. */
  refunded: string;
  /** Until when the pieces are held for a payment, or null. */
  hold_until: string | null;
}

export type OrderStatusEnum = "pending" | "processing" | "shipped" | "delivered" | "cancelled" | (string & {});

export type OutcomeEnum = "added" | "changed" | "failed" | (string & {});

export interface OwnCategoryImage {
  /** Its id. */
  id: number;
  /** Address of it as a WebP some 640 pixels wide; null until it is ready. */
  image: string | null;
  /** What is seen on it. */
  alt: string;
  /** Whether it is being processed, ready, or failed. */
  status: PictureStatusEnum;
  /** Why it failed. */
  error: string;
  /** Width of the original in pixels. */
  width: number;
  /** Height of the original in pixels. */
  height: number;
  /** A blur to show while it loads. */
  blurhash: string;
  /** Names by format and width, below the address of all pictures. */
  renditions: Record<string, Record<string, string>>;
  /** When it was uploaded. */
  created_at: string;
}

export interface OwnImage {
  /** Its id. */
  id: number;
  /** Address of it as a WebP some 640 pixels wide; null until it is ready. */
  image: string | null;
  /** What is seen on it. */
  alt: string;
  /** Whether it is the one on the card. */
  is_primary: boolean;
  /** Its place in the row. */
  position: number;
  /** Whether it is being processed, ready, or failed. */
  status: PictureStatusEnum;
  /** Why it failed. */
  error: string;
  /** Width of the original in pixels. */
  width: number;
  /** Height of the original in pixels. */
  height: number;
  /** A blur to show while it loads. */
  blurhash: string;
  /** Names by format and width, below the address of all pictures. */
  renditions: Record<string, Record<string, string>>;
  /** When it was uploaded. */
  created_at: string;
}

/** A piece as its seller sees it: both languages, and where it stands. */
export interface OwnProduct {
  /** Its id. */
  id: number;
  /** Its article code. */
  sku: string;
  /** Its Arabic name. */
  name: string;
  /** Its English name. */
  name_en: string;
  /** Its name in addresses. */
  slug: string;
  /** Its Arabic description. */
  description: string;
  /** Its English description. */
  description_en: string;
  /** What it costs. */
  price: string;
  /** The honest price before, or null. */
  compare_at_price: string | null;
  /** How many there are, over all variants. */
  stock: number;
  /** Warn when so few are left; 0 for never. */
  low_stock_at: number;
  /** Its category. */
  category: number;
  /** Whether it is offered. */
  is_active: boolean;
  /** Whether staff show it first. */
  is_featured: boolean;
  /** Where it stands with the marketplace. */
  state: StateEnum;
  /** What staff said about it. */
  state_reasons: string;
  /** What waits to be looked at by staff; null if nothing does. */
  pending_changes: Record<string, unknown> | null;
  /** What one can choose. */
  options: OptionIn[];
  /** What can be ordered. */
  variants: OwnVariant[];
  /** Its pictures in every state. */
  images: OwnImage[];
  /** What else there is to say of it. */
  attributes: Record<string, unknown>;
  /** What one may ask to be added. */
  personalisation: InputIn[];
  /** Whether it is made once it has been ordered. */
  made_to_order: boolean;
  /** Days needed before it is sent. */
  lead_time_days: number;
  /** Whether there is only this one. */
  one_of_a_kind: boolean;
  /** What it weighs. */
  weight_grams: number;
  /** How it came about, in Arabic. */
  story: string;
  /** In English. */
  story_en: string;
  /** Where, of what and in how many hours it was made. */
  provenance: Provenance;
  /** How many ratings there are. */
  rating_count: number;
  /** Their mean, or null. */
  rating_average: number | null;
  /** Grows with every change. */
  version: number;
  /** When it was first on show, or null. */
  published_at: string | null;
  /** When it was added. */
  created_at: string;
  /** When it last changed. */
  updated_at: string;
}

/** A review as its author sees it. */
export interface OwnReview {
  /** Its id. */
  id: number;
  /** From 1 to 5. */
  rating: number;
  /** In words, or null. */
  comment: string | null;
  /** First name and initial of whoever wrote it. */
  author: string;
  /** Pictures that are ready to be shown. */
  images: ReviewImage[];
  /** The seller's answer, or empty. */
  reply: string;
  /** When the seller answered. */
  replied_at: string | null;
  /** How many found it helpful. */
  helpful_count: number;
  /** When it was written. */
  created_at: string;
  /** When it last changed. */
  updated_at: string;
  /** What it is of. */
  product: number;
  /** Whether staff took it out of sight. */
  is_hidden: boolean;
}

export interface OwnVariant {
  /** Its id. */
  id: number;
  /** Its article code. */
  sku: string;
  /** One value of each option, in their order. */
  choices: string[];
  /** Its own price, or null. */
  price: string | null;
  /** How many there are. */
  stock: number;
  /** Its own weight, or null. */
  weight_grams: number | null;
  /** Whether it is offered. */
  is_active: boolean;
  /** Its place in the row. */
  position: number;
}

export interface AddressPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Address[];
}

export interface CardPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Card[];
}

export interface CreditNotePage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: CreditNote[];
}

export interface GovernoratePage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Governorate[];
}

export interface ImportPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Import[];
}

export interface ImportRowPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: ImportRow[];
}

export interface JobPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Job[];
}

export interface NotificationPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Notification[];
}

export interface OrderPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Order[];
}

export interface OwnProductPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: OwnProduct[];
}

export interface OwnReviewPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: OwnReview[];
}

export interface PaymentPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Payment[];
}

export interface PayoutPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Payout[];
}

export interface ReturnPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Return[];
}

export interface ReviewPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Review[];
}

export interface SellerPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Seller[];
}

export interface SessionPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Session[];
}

export interface SignInPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: SignIn[];
}

export interface SoldPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Sold[];
}

export interface StockMovementPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: StockMovement[];
}

export interface TransactionPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Transaction[];
}

export interface WishPage {
  /** Address of the page after this one, or null. */
  next: string | null;
  /** Address of the page before it, or null. */
  previous: string | null;
  /** The rows of this page. */
  results: Wish[];
}

export interface Parcel {
  /** The parcel's id. */
  id: number;
  /** `id` and `name` of the seller. */
  seller: Record<string, unknown>;
  /** Where it stands. */
  status: ParcelStatusEnum;
  /** What its pieces cost. */
  items_total: string;
  /** What sending it costs. */
  shipping_cost: string;
  /** What a coupon took off. */
  discount: string;
  /** How it is sent. */
  shipping_option: string;
  /** The carrier's code. */
  carrier: string;
  /** The carrier's name, as the seller gave it. */
  carrier_name: string;
  /** The carrier's number. */
  tracking_number: string;
  /** The first day it may arrive. */
  promised_from: string;
  /** The day by which it should have arrived. */
  promised_to: string;
  /** When it left, or null. */
  shipped_at: string | null;
  /** When it arrived, or null. */
  delivered_at: string | null;
  /** The lines that are in it. */
  item_ids: number[];
  /** Where it is to be picked up, if it is, once it may be prepared. */
  pick_up_address: string;
}

export type ParcelStatusEnum = "pending" | "processing" | "shipped" | "delivered" | "cancelled" | "refused" | "returned" | "lost" | (string & {});

export interface Part {
  /** A stretch of the text, exactly as it is written. */
  text: string;
  /** Whether it answered the query: mark it. */
  is_match: boolean;
}

export interface AddressPatch {
  /** Home, work, … */
  label?: string;
  /** Who takes the parcel. */
  recipient?: string;
  /** A phone number; Egyptian numbers need no country code. */
  phone_number?: string;
  /** One of the 27 governorates, such as `C` or `ASN`. */
  governorate?: string;
  /** City or district. */
  city?: string;
  /** Street. */
  street?: string;
  /** Number or name of the building. */
  building?: string;
  /** Floor. */
  floor?: string;
  /** Apartment. */
  apartment?: string;
  /** What it is near to. */
  landmark?: string;
  /** Of a pin on the map, in degrees; rounded to six decimals, some ten centimetres. */
  latitude?: string | null;
  /** Of a pin on the map, in degrees; rounded to six decimals, some ten centimetres. */
  longitude?: string | null;
  /** Whether orders go there unless said otherwise. */
  is_default?: boolean;
}

export interface BulkPatch {
  /** One row a piece. */
  changes?: BulkRowInput[];
}

export interface CategoryPatch {
  /** Its Arabic name. */
  name?: string;
  /** Its English name. */
  name_en?: string;
  /** Its name in addresses; made of the name unless given. */
  slug?: string;
  /** What belongs in it. */
  description?: string;
  /** What it stands below. */
  parent?: number | null;
  /** Whether it, and all below it, is shown. */
  is_active?: boolean;
  /** Its place among its siblings. */
  position?: number;
}

export interface ImagePatch {
  /** What is seen on it. */
  alt?: string;
  /** Put it on the card. */
  is_primary?: boolean;
  /** Its place in the row. */
  position?: number;
}

export interface ProductPatch {
  /** Its name, in Arabic. */
  name?: string;
  /** In English. */
  name_en?: string;
  /** What it is, in Arabic. */
  description?: string;
  /** In English. */
  description_en?: string;
  /** What it costs. */
  price?: string;
  /** What it cost before; shown only as far as that is true of the last 30 days. */
  compare_at_price?: string | null;
  /** How many there are, of a piece without options. */
  stock?: number;
  /** Warn when so few are left; 0 for never. */
  low_stock_at?: number;
  /** Where it stands in the tree. */
  category?: number;
  /** Its article code; made unless given. */
  sku?: string;
  /** Whether it is offered. */
  is_active?: boolean;
  /** What one can choose. */
  options?: OptionInput[];
  /** What can be ordered; every combination of the options unless given. */
  variants?: VariantInput[];
  /** By the code of the category's attribute: text, a number, or several texts. */
  attributes?: Record<string, unknown>;
  /** What one may ask for. */
  personalisation?: InputInput[];
  /** Whether it is made once ordered; stock is then the free places. */
  made_to_order?: boolean;
  /** Days needed before it is sent. */
  lead_time_days?: number;
  /** Whether there is only this one. */
  one_of_a_kind?: boolean;
  /** What it weighs. */
  weight_grams?: number;
  /** How it came about, in Arabic. */
  story?: string;
  /** In English. */
  story_en?: string;
  /** Where, of what and in how many hours. */
  provenance?: ProvenanceInput;
}

export interface ProfilePatch {
  /** Given name. */
  first_name?: string;
  /** Family name. */
  last_name?: string;
  /** The language of mails and push messages. */
  language?: LanguageEnum;
  /** A phone number; Egyptian numbers need no country code. */
  phone_number?: string | null;
  /** JPEG, PNG or WebP up to 10 MiB, as multipart. */
  profile_picture?: Blob | null;
  /** A free line. */
  address?: string | null;
  /** An artist's craft. */
  specialty?: string | null;
  /** What the seller tells about the work. */
  bio?: string | null;
  /** Names of networks with an address or handle each. */
  social_media?: Record<string, string> | null;
  /** A seller's name in English. */
  display_name_en?: string;
  /** A seller's terms. */
  policies?: string;
  /** Take a seller's pieces off the market for a while. */
  is_on_holiday?: boolean;
}

export type PaymentMethodEnum = "credit_card" | "mobile_wallet" | "kiosk" | "wallet" | "cash_on_delivery" | "bank_transfer" | (string & {});

export interface Payment {
  /** Its id. */
  id: number;
  /** Which order; null for a deposit. */
  order: number | null;
  /** What is paid; the server's word alone. */
  amount: string;
  /** What is taken from store credit. */
  by_wallet: string;
  /** How. */
  method: PaymentMethodEnum;
  /** The id of the kept way it is paid with, or null. */
  payment_method: number | null;
  /** The gateway's own number of it, once there is one. */
  transaction_id: string | null;
  /** Where it stands. */
  status: PaymentOutStatusEnum;
  /** Why the last attempt failed, as the gateway said. */
  failure: string;
  /** What was given back. */
  refunded: string;
  /** When it was paid, or null. */
  paid_at: string | null;
  /** When it was begun. */
  created_at: string;
  /** When it last changed. */
  updated_at: string;
}

export type PaymentOutStatusEnum = "pending" | "completed" | "failed" | "refunded" | (string & {});

export interface Payout {
  /** Its id. */
  id: number;
  /** How much. */
  amount: string;
  /** How it is sent. */
  rail: RailEnum;
  /** The end of where it goes. */
  destination_hint: string;
  /** Where it stands. */
  status: PayoutOutStatusEnum;
  /** Why it failed. */
  reason: string;
  /** When it was asked for. */
  requested_at: string;
  /** Until when it waits, as its destination is new: time to take it back. Or null. */
  rests_until: string | null;
  /** When it was paid or given up, or null. */
  closed_at: string | null;
}

export type PayoutOutStatusEnum = "requested" | "held" | "approved" | "sending" | "unknown" | "sent" | "paid" | "failed" | "cancelled" | (string & {});

/** Some days, both ends included. */
export interface Period {
  /** The first day, in Cairo. */
  from: string;
  /** The last day. */
  to: string;
}

export interface PhoneInput {
  /** A phone number; Egyptian numbers need no country code. */
  phone_number: string;
}

export type PictureStatusEnum = "pending" | "ready" | "failed" | (string & {});

export interface PinInput {
  /** Four to eight digits; Arabic digits are understood. */
  pin: string;
  /** The account's password. */
  password: string;
}

export type PlatformEnum = "android" | "ios" | "web" | (string & {});

export interface PreferencesInput {
  /** Only what is to change. */
  switches?: SwitchInput[];
  /** When not to disturb: only what is to change, `start` and `end` together. */
  quiet_hours?: QuietHoursInput;
}

export interface Preferences {
  /** For each topic, each channel it can travel through, on or off. */
  topics: Record<string, Record<string, boolean>>;
  /** Topics that cannot be switched off. */
  mandatory: string[];
  /** When not to disturb. */
  quiet_hours: QuietHoursShape;
}

/** What went wrong (RFC 9457). Programs decide by `code`, people read `detail`. */
export interface Problem {
  /** A URN made of the code. */
  type: string;
  /** What kind of problem it is, translated. */
  title: string;
  /** The HTTP status, repeated. */
  status: number;
  /** What happened this time, translated. */
  detail: string;
  /** A stable word for programs. */
  code: string;
  /** The id to name when asking for help. */
  request_id: string;
  /** One row for each field that is not valid. */
  errors?: Record<string, unknown>[];
  /** `insufficient_stock`, `not_for_sale`: each piece it is about. */
  items?: Record<string, unknown>[];
  /** Which piece it is about. */
  product?: number;
  /** Which line of the order it is about. */
  item?: number;
  /** Which parcel it is about. */
  parcel?: number;
  /** `not_deliverable`: whose pieces cannot be sent there. */
  seller?: number;
  /** `card_data_refused`: where the card stands in the body; `personalisation_missing`: what the maker asks for. */
  field?: string;
  /** `unknown_attribute`: its code. */
  attribute?: string;
  /** `quote_changed`: what differs from the quote. */
  changes?: Record<string, unknown>[];
  /** `invalid_transition`: where it stands at present. */
  stands_at?: string;
  /** The least there may be. */
  smallest?: string;
  /** The most there may be. */
  largest?: string;
  /** `limit_reached`: how much of today's most is left. */
  left_today?: string;
  /** `refund_exceeds_payment`: how much can still go back. */
  left?: string;
  /** `credit_limit_reached`: the most a wallet may hold. */
  limit?: string;
  /** `compensation_too_high`: the most it can be. */
  most?: string;
  /** `pin_locked`, `cooling_off`: until when. */
  until?: string;
}

export interface ProcessInput {
  /** Which order. */
  order: number;
  /** How to pay it. */
  method: PaymentMethodEnum;
  /** A kept card to offer. */
  saved_method?: number | null;
  /** Take store credit first and the rest by `method`. */
  use_credit?: boolean;
  /** Whether the app opens the gateway's page or its native SDK. */
  channel?: CheckoutChannelEnum;
}

export interface ProductInput {
  /** Its name, in Arabic. */
  name: string;
  /** In English. */
  name_en?: string;
  /** What it is, in Arabic. */
  description: string;
  /** In English. */
  description_en?: string;
  /** What it costs. */
  price: string;
  /** What it cost before; shown only as far as that is true of the last 30 days. */
  compare_at_price?: string | null;
  /** How many there are, of a piece without options. */
  stock?: number;
  /** Warn when so few are left; 0 for never. */
  low_stock_at?: number;
  /** Where it stands in the tree. */
  category: number;
  /** Its article code; made unless given. */
  sku?: string;
  /** Whether it is offered. */
  is_active?: boolean;
  /** What one can choose. */
  options?: OptionInput[];
  /** What can be ordered; every combination of the options unless given. */
  variants?: VariantInput[];
  /** By the code of the category's attribute: text, a number, or several texts. */
  attributes?: Record<string, unknown>;
  /** What one may ask for. */
  personalisation?: InputInput[];
  /** Whether it is made once ordered; stock is then the free places. */
  made_to_order?: boolean;
  /** Days needed before it is sent. */
  lead_time_days?: number;
  /** Whether there is only this one. */
  one_of_a_kind?: boolean;
  /** What it weighs. */
  weight_grams?: number;
  /** How it came about, in Arabic. */
  story?: string;
  /** In English. */
  story_en?: string;
  /** Where, of what and in how many hours. */
  provenance?: ProvenanceInput;
}

export interface ProfileInput {
  /** Given name. */
  first_name?: string;
  /** Family name. */
  last_name?: string;
  /** The language of mails and push messages. */
  language?: LanguageEnum;
  /** A phone number; Egyptian numbers need no country code. */
  phone_number?: string | null;
  /** JPEG, PNG or WebP up to 10 MiB, as multipart. */
  profile_picture?: Blob | null;
  /** A free line. */
  address?: string | null;
  /** An artist's craft. */
  specialty?: string | null;
  /** What the seller tells about the work. */
  bio?: string | null;
  /** Names of networks with an address or handle each. */
  social_media?: Record<string, string> | null;
  /** A seller's name in English. */
  display_name_en?: string;
  /** A seller's terms. */
  policies?: string;
  /** Take a seller's pieces off the market for a while. */
  is_on_holiday?: boolean;
}

export interface Profile {
  /** The address to sign in with. */
  email: string;
  /** Given name. */
  first_name: string;
  /** Family name. */
  last_name: string;
  /** The language of mails and push messages. */
  language: string;
  /** In E.164. */
  phone_number: string | null;
  /** Whether the phone is known to be the person's. */
  is_phone_verified: boolean;
  /** False for who signs in with Google or Apple alone, and proves it by an `id_token`. */
  has_password: boolean;
  /** Whether signing in asks for the code of an authenticator. */
  is_two_factor_on: boolean;
  /** Address of the picture, or null. */
  profile_picture: string | null;
  /** `customer`, `artist` or `store`. */
  user_type: UserTypeEnum;
  /** A free line; parcels go to the addresses kept apart. */
  address: string | null;
  /** An artist's craft. */
  specialty: string | null;
  /** What the seller tells about the work. */
  bio: string | null;
  /** A store's name. */
  store_name: string | null;
  /** A store's tax number; shown to its owner only. */
  tax_id: string | null;
  /** Whether there is a shop one can go to. */
  has_physical_store: boolean;
  /** Names of networks with an address or handle each. */
  social_media: Record<string, string> | null;
  /** A seller's public name. */
  display_name: string;
  /** The same in English, if there is one. */
  display_name_en: string;
  /** Where the seller works. */
  governorate: string | null;
  /** A seller's terms, in the seller's words. */
  policies: string;
  /** Whether it is a verified seller. */
  is_verified: boolean;
  /** Whether a seller's pieces rest off the market. */
  is_on_holiday: boolean;
  /** When the profile was made. */
  created_at: string;
  /** When it last changed. */
  updated_at: string;
}

export interface ProofInput {
  /** A picture of the transfer: JPEG, PNG or WebP. */
  image: Blob;
  /** The bank's reference. */
  bank_reference?: string;
}

export interface Proof {
  /** Its id. */
  id: number;
  /** Whether it was matched. */
  status: ProofOutStatusEnum;
  /** Why it was not. */
  reason: string;
  /** The bank's reference. */
  bank_reference: string;
  /** When it was handed in. */
  created_at: string;
}

export type ProofOutStatusEnum = "waiting" | "matched" | "rejected" | (string & {});

export interface ProvenanceInput {
  /** Where it was made. */
  place?: string;
  /** Of what. */
  materials?: string;
  /** In how many hours. */
  hours?: number;
}

export interface Provenance {
  /** Where it was made. */
  place?: string;
  /** Of what. */
  materials?: string;
  /** In how many hours. */
  hours?: number;
}

/** What is to change of them. A beginning comes with an end, and null for both ends them. */
export interface QuietHoursInput {
  /** When the quiet begins, on the person's clock. */
  start?: string | null;
  /** When it ends. */
  end?: string | null;
  /** The IANA name of the person's time zone. */
  time_zone?: string;
  /** Whether chatty topics come as one mail a day. */
  wants_digest?: boolean;
}

export interface QuietHoursShape {
  /** When the quiet begins, on the person's clock. */
  start?: string | null;
  /** When it ends. */
  end?: string | null;
  /** The IANA name of the person's time zone. */
  time_zone?: string;
  /** Whether chatty topics come as one mail a day. */
  wants_digest?: boolean;
}

export interface QuoteInput {
  /** What to order; the basket unless given. */
  items?: WishInput[];
  /** The id of one's address, or an address for this order alone. */
  shipping_address: unknown;
  /** One of the quote's options for all parcels, or an object of options by seller; the cheapest unless given. */
  shipping_option?: unknown;
  /** How it would be paid. */
  payment_method?: PaymentMethodEnum;
  /** A coupon's code. */
  coupon?: string;
  /** A word to the sellers. */
  note?: string;
  /** The token of a quote: the order is refused if anything differs from it. */
  quote?: string;
}

export interface QuoteLine {
  /** Which piece. */
  product: number;
  /** Which variant. */
  variant: number;
  /** How many. */
  quantity: number;
  /** What one costs. */
  price: string;
  /** What they cost together. */
  line_total: string;
  /** What the coupon takes off. */
  discount: string;
  /** How many there are. */
  available: number;
}

export interface Quote {
  /** By seller. */
  parcels: QuoteParcel[];
  /** What the pieces cost. */
  items_total: string;
  /** What sending them costs. */
  shipping_cost: string;
  /** What the coupon takes off. */
  discount: string;
  /** What is to be paid. */
  total_amount: string;
  /** Whether there is enough of all. */
  is_available: boolean;
  /** What there is not enough of. */
  shortages: Shortage[];
  /** A token to order with: what is quoted is then what is charged, for half an hour. */
  quote: string;
}

export interface QuoteParcel {
  /** `id` and `name` of the seller. */
  seller: Record<string, unknown>;
  /** What this seller sends. */
  items: QuoteLine[];
  /** How it can be sent. */
  options: ShippingOption[];
  /** The way it is priced with. */
  shipping_option: string;
  /** What that costs. */
  shipping_cost: string;
  /** What the pieces cost. */
  items_total: string;
  /** What the coupon takes off. */
  discount: string;
  /** The first day it may arrive. */
  promised_from: string;
  /** The day by which it should have arrived. */
  promised_to: string;
}

export type RailEnum = "bank" | "instapay" | "mobile_wallet" | (string & {});

export interface ReadWord {
  /** The word as it was typed, folded. */
  typed: string;
  /** What it was taken for. */
  read_as: string;
}

export interface Reading {
  /** The query as it was searched for. */
  text: string;
  /** What the same keys write on the other layout, or null. */
  layout: string | null;
  /** Latin words that were read as Arabic. */
  arabizi: ReadWord[];
  /** Words that were mended. */
  corrections: ReadWord[];
  /** The least that the query names, or null. */
  min_price: string | null;
  /** The most that the query names, or null. */
  max_price: string | null;
}

export interface RecoveryCodes {
  /** Each works once; they are shown this once. */
  recovery_codes: string[];
}

export interface RefreshInput {
  /** The latest refresh token. */
  refresh: string;
}

export interface RefundInput {
  /** Which payment. */
  payment: number;
  /** How much of the whole; spread over its lines, and by staff over shipping at last. */
  amount?: string;
  /** Or which lines. */
  items?: RefundItemInput[];
  /** Why. */
  reason: string;
}

export interface RefundItemInput {
  /** Which line of the order. */
  item: number;
  /** How much of it; all that is left unless given. */
  amount?: string;
}

export interface Refund {
  /** The payment as it stands now. */
  payment: Payment;
  /** What is given back by this. */
  amount: string;
  /** The refund's reference in the ledger. */
  reference: string;
}

export interface RefusedEvent {
  /** The event that was not kept. */
  event_id: string;
  /** Too old or ahead; too much; not plain values; something about a person. */
  reason: RefusedEventOutReasonEnum;
}

export type RefusedEventOutReasonEnum = "time" | "size" | "shape" | "personal" | (string & {});

export interface RegisterInput {
  /** The address to sign in with. */
  email: string;
  /** At least 10 characters, neither common nor like the address. */
  password: string;
  /** Given name, in any script. */
  first_name: string;
  /** Family name, in any script. */
  last_name: string;
  /** A phone number; Egyptian numbers need no country code. */
  phone_number?: string | null;
}

export interface Register {
  /** The new account. */
  user: NewUser;
}

export interface Rendition {
  /** Width in pixels. */
  width: number;
  /** Address of the WebP. */
  webp: string;
  /** Address of the AVIF, or null. */
  avif: string | null;
}

export interface ReplyInput {
  /** The seller's public answer. */
  reply: string;
}

export interface ReportColumn {
  /** The key in each row. */
  name: string;
  /** In the language of the request. */
  title: string;
  /** What its values are. */
  kind: ReportColumnOutKindEnum;
}

export type ReportColumnOutKindEnum = "text" | "money" | "count" | "share" | "day" | (string & {});

export type ReportInReasonEnum = "abuse" | "spam" | "false" | "private" | "other" | (string & {});

export interface ReportInput {
  /** What is wrong with it. */
  reason: ReportInReasonEnum;
  /** In words. */
  note?: string;
}

export interface ReportKind {
  /** By which it is asked for. */
  name: string;
  /** What it is called. */
  title: string;
  /** What each row holds, in order. */
  columns: ReportColumn[];
}

export interface ReportKinds {
  /** All there are. */
  reports: ReportKind[];
}

export interface Report {
  /** What the report is called. */
  title: string;
  /** What it is of. */
  period: ReportPeriod;
  /** What each row holds, in order. */
  columns: ReportColumn[];
  /** At most 10 000; what has more is made as a file. */
  rows: Record<string, unknown>[];
}

/** Some days, both ends included. */
export interface ReportPeriod {
  /** The first day, in Cairo. */
  from: string;
  /** The last day. */
  to: string;
}

export interface ResetInput {
  /** From the link in the mail. */
  uid: string;
  /** From the link in the mail. */
  token: string;
  /** The password to set. */
  new_password: string;
}

export interface ReturnInput {
  /** What is to go back; lines of one parcel. */
  items: ReturnItemInput[];
  /** Why. */
  reason: ReturnReasonEnum;
  /** What is wrong with it. */
  details?: string;
}

export interface ReturnItemInput {
  /** Which line of the order. */
  item: number;
  /** How many of it. */
  quantity: number;
}

export interface ReturnItem {
  /** Which line of the order. */
  item: number;
  /** Its name. */
  name: string;
  /** How many of it. */
  quantity: number;
  /** What is paid back for them. */
  amount: string;
}

export interface Return {
  /** Its id. */
  id: number;
  /** Which order. */
  order: number;
  /** Which parcel. */
  parcel: number;
  /** Why. */
  reason: ReturnReasonEnum;
  /** What is wrong with it. */
  details: string;
  /** Where it stands. */
  status: ReturnOutStatusEnum;
  /** Why it was refused. */
  answer: string;
  /** What is paid back for the pieces; once it is refunded, what was. */
  refund_amount: string;
  /** Whether the way there is paid back too. */
  refunds_shipping: boolean;
  /** By when the seller is to answer. */
  answer_by: string;
  /** What is to go back. */
  items: ReturnItem[];
  /** Addresses of pictures of it, for five minutes; then ask for the return again. */
  photos: string[];
  /** What was said and done, oldest first. */
  messages: Record<string, unknown>[];
  /** When it was asked for. */
  created_at: string;
  /** When it last changed. */
  updated_at: string;
}

export type ReturnOutStatusEnum = "requested" | "approved" | "refused" | "received" | "refunded" | "disputed" | "closed" | (string & {});

export type ReturnReasonEnum = "changed_mind" | "defective" | "not_as_described" | "wrong_item" | "never_arrived" | (string & {});

export interface ReviewImage {
  /** Its id. */
  id: number;
  /** Address of a WebP up to 1080 pixels wide. */
  url: string;
  /** Address of a WebP 320 pixels wide. */
  thumb: string;
  /** A blur to show while it loads. */
  blurhash: string;
  /** Width of the original in pixels. */
  width: number;
  /** Height of the original in pixels. */
  height: number;
}

export interface ReviewInput {
  /** From 1 to 5. */
  rating: number;
  /** In words. */
  comment?: string | null;
}

export interface Review {
  /** Its id. */
  id: number;
  /** From 1 to 5. */
  rating: number;
  /** In words, or null. */
  comment: string | null;
  /** First name and initial of whoever wrote it. */
  author: string;
  /** Pictures that are ready to be shown. */
  images: ReviewImage[];
  /** The seller's answer, or empty. */
  reply: string;
  /** When the seller answered. */
  replied_at: string | null;
  /** How many found it helpful. */
  helpful_count: number;
  /** When it was written. */
  created_at: string;
  /** When it last changed. */
  updated_at: string;
}

export interface ReviewsSummary {
  /** Mean of the ratings, or null. */
  average: number | null;
  /** How many there are. */
  count: number;
  /** How many of each rating from `1` to `5`. */
  histogram: Record<string, number>;
}

export interface RowProblem {
  /** The heading of the column, in Arabic; may be empty. */
  column: string;
  /** A stable word for programs. */
  code: string;
  /** A sentence for people, in the language the table was sent in. */
  message: string;
}

export interface SavedMethodInput {
  /** What to keep. A card is kept on the gateway's page, by ticking the box there. */
  method_type: KeptMethodEnum;
  /** Offer it first. */
  is_default?: boolean;
}

export interface SavedMethod {
  /** Its id. */
  id: number;
  /** What kind of method it is. */
  method_type: PaymentMethodEnum;
  /** Whether it is offered first. */
  is_default: boolean;
  /** Of a card: `brand` and `masked` number. */
  details: Record<string, string>;
  /** When it was kept. */
  created_at: string;
}

/** What whoever has money sent out of a wallet says, now or every week. */
export interface ScheduleInput {
  /** Where to. */
  destination: DestinationInput;
  /** The wallet's PIN. */
  pin: string;
  /** How often. */
  every: EveryEnum;
  /** From how much on; less waits for the next time. */
  smallest: string;
  /** The authenticator's code; needed where two-step sign-in is on. */
  otp?: string;
}

export interface Schedule {
  /** How often: on Sundays, or on the first of the month. */
  every: EveryEnum;
  /** From how much on; less waits for the next time. */
  smallest: string;
  /** How it is sent. */
  rail: RailEnum;
  /** The end of where it goes. */
  destination_hint: string;
  /** Whether it was set with the authenticator's code; without it no payout reaches the amount that needs one. */
  may_be_large: boolean;
  /** The next day on which it happens, in Cairo. */
  next_on: string;
}

export interface Search {
  /** Address of the page after this one. */
  next: string | null;
  /** Address of the page before it. */
  previous: string | null;
  /** What answers the query, best first; 200 at the most. */
  results: Hit[];
  /** The query, spaces tidied. */
  query: string;
  /** The query as it was mended, or null if it was taken as typed. */
  corrected_query: string | null;
  /** What was understood. With `original=true` the same words are taken literally. */
  interpreted_as: Reading;
  /** Where nothing was found: queries near it that find something. */
  did_you_mean: string[];
  /** How many pieces have all that was asked; null behind page one. */
  total: number | null;
  /** How many pieces have each value; null behind page one. */
  facets: Facets | null;
  /** False if the search ran out of time and there may be more. */
  is_whole: boolean;
}

export interface SellerBucket {
  /** What pieces went for, when their money was booked. */
  revenue: string;
  /** What of revenue was given back in the period. */
  refunds: string;
  /** `revenue` less `refunds`. */
  net_revenue: string;
  /** The house's share, less what refunds gave back. */
  commission: string;
  /** VAT on the commission. */
  vat: string;
  /** For parcels sent in an own way. */
  shipping: string;
  /** `net_revenue` − `commission` − `vat` + `shipping`, as booked. */
  earnings: string;
  /** What reached the bank. */
  payouts: string;
  /** Orders booked: paid, or handed over for cash. */
  orders: number;
  /** Orders placed, paid or not. */
  placed: number;
  /** Pieces booked. */
  units: number;
  /** `revenue` by `orders`; null without orders. */
  average_order: string | null;
  /** Pieces looked at; once a day by the same person. */
  views: number;
  /** People who looked, day by day. */
  visits: number;
  /** Pieces put into baskets. */
  carts: number;
  /** `placed` by `visits`; null without visits. */
  conversion: string | null;
  /** The first day of the day, week (from Saturday) or month. */
  starts_on: string;
}

export interface SellerFigures {
  /** What the figures are of. */
  period: Period;
  /** What a row of `series` is. */
  granularity: GranularityEnum;
  /** The whole period. */
  totals: SellerTotals;
  /** Who bought in the period. */
  buyers: Buyers;
  /** As many days right before, for comparison. */
  before: Period;
  /** The whole period before. */
  totals_before: SellerTotals;
  /** Who bought in the period before. */
  buyers_before: Buyers;
  /** Every bucket, also where nothing was. */
  series: SellerBucket[];
  /** Up to ten, by revenue. */
  top_products: TopProduct[];
  /** Up to when what happened is in the figures. */
  computed_at: string;
}

export interface SellerName {
  /** The seller's id. */
  id: number;
  /** The public name. */
  name: string;
  /** `artist` or `store`. */
  user_type: string;
}

/** What everybody may know of a seller: never e-mail, phone or tax number. */
export interface Seller {
  /** The seller's id. */
  id: number;
  /** The public name in the language asked for. */
  name: string;
  /** `artist` or `store`. */
  user_type: UserTypeEnum;
  /** Address of the picture, or null. */
  picture: string | null;
  /** The craft. */
  specialty: string | null;
  /** What the seller tells about the work. */
  bio: string | null;
  /** Whether there is a shop one can go to. */
  has_physical_store: boolean;
  /** Names of networks with an address or handle each. */
  social_media: unknown;
  /** Where the seller works, or null. */
  governorate: Governorate | null;
  /** The seller's terms. */
  policies: string;
  /** Whether staff show the seller first. */
  is_featured: boolean;
  /** Whether the shop rests. */
  is_on_holiday: boolean;
  /** How many pieces are on the market. */
  product_count: number;
  /** Mean of all ratings of the seller's pieces, or null. */
  rating_average: number | null;
  /** How many ratings there are. */
  rating_count: number;
  /** Selling since. */
  since: string;
}

export interface SellerShippingIn {
  /** What sending in the seller's own way costs, to anywhere; null for the usual rates. */
  cost: string | null;
  /** What sending costs on top of that, in per cent of what the pieces cost. Null: nothing where `cost` is set, what is usual where it is not. */
  value_percent?: string | null;
  /** From which worth of pieces on it is free; null for what is usual. */
  free_from: string | null;
  /** Whether buyers may fetch their pieces. */
  allows_pick_up: boolean;
  /** Where; shown to buyers who chose it, once their order may be prepared. */
  pick_up_address: string;
}

export interface SellerShippingInOutInput {
  /** What sending in the seller's own way costs, to anywhere; null for the usual rates. */
  cost: string | null;
  /** What sending costs on top of that, in per cent of what the pieces cost. Null: nothing where `cost` is set, what is usual where it is not. */
  value_percent?: string | null;
  /** From which worth of pieces on it is free; null for what is usual. */
  free_from: string | null;
  /** Whether buyers may fetch their pieces. */
  allows_pick_up: boolean;
  /** Where; shown to buyers who chose it, once their order may be prepared. */
  pick_up_address: string;
}

export interface SellerTotals {
  /** What pieces went for, when their money was booked. */
  revenue: string;
  /** What of revenue was given back in the period. */
  refunds: string;
  /** `revenue` less `refunds`. */
  net_revenue: string;
  /** The house's share, less what refunds gave back. */
  commission: string;
  /** VAT on the commission. */
  vat: string;
  /** For parcels sent in an own way. */
  shipping: string;
  /** `net_revenue` − `commission` − `vat` + `shipping`, as booked. */
  earnings: string;
  /** What reached the bank. */
  payouts: string;
  /** Orders booked: paid, or handed over for cash. */
  orders: number;
  /** Orders placed, paid or not. */
  placed: number;
  /** Pieces booked. */
  units: number;
  /** `revenue` by `orders`; null without orders. */
  average_order: string | null;
  /** Pieces looked at; once a day by the same person. */
  views: number;
  /** People who looked, day by day. */
  visits: number;
  /** Pieces put into baskets. */
  carts: number;
  /** `placed` by `visits`; null without visits. */
  conversion: string | null;
}

export type SellerTypeEnum = "artist" | "store" | (string & {});

export interface Session {
  /** Its id. */
  id: number;
  /** `app`, or `browser` at the back office or the sellers' pages. */
  kind: SessionOutKindEnum;
  /** What the device called itself; of a browser, which one it is and on what. */
  device: string;
  /** The network address it signed in from. */
  address: string;
  /** When it signed in. */
  created_at: string;
  /** When it last fetched new tokens; of a browser, when it last opened a page, to some minutes. */
  last_used_at: string;
  /** Whether it is the one asking. */
  is_current: boolean;
}

export type SessionOutKindEnum = "app" | "browser" | (string & {});

export interface SettlementInput {
  /** What the buyer gets back, from 0.00 to what was asked for. */
  amount: string;
  /** The reasons, told to both sides. */
  text: string;
}

export interface Setup {
  /** To type into an authenticator app. */
  secret: string;
  /** To show as a QR code. */
  otpauth_url: string;
}

export interface ShippingEstimate {
  /** What sending costs at the least, to the nearest zone and for a light parcel. What it costs more by weight or by the parcel's value is not in it; the quote of a basket has it. */
  cost_from: string;
  /** From which amount it is free, or null. */
  free_above: string | null;
  /** Days until it arrives, at the least. */
  days_min: number;
  /** Days until it arrives, as a rule at the most. */
  days_max: number;
}

export interface ShippingOption {
  /** The code to order it with. */
  option: string;
  /** Its name in the language asked for. */
  name: string;
  /** Who carries it; empty for nobody. */
  carrier: string;
  /** What it costs. */
  cost: string;
  /** Working days until it arrives, at the least. */
  days_min: number;
  /** Working days, as a rule at the most. */
  days_max: number;
}

export interface Shortage {
  /** Which piece. */
  product: number;
  /** Which variant. */
  variant: number;
  /** How many there are. */
  available: number;
}

export interface SignIn {
  /** Its id. */
  id: number;
  /** Whether the password and the code were right. */
  succeeded: boolean;
  /** What the device called itself. */
  device: string;
  /** The network address it came from. */
  address: string;
  /** When it was. */
  created_at: string;
}

export interface SignedIn {
  /** Goes into `Authorization: Bearer`; lives 15 minutes. */
  access: string;
  /** Buys new tokens, once; lives 30 days. */
  refresh: string;
  /** Who signed in. */
  user: User;
  /** True for staff who signed in with a password alone: these tokens give no staff rights until two-step sign-in is set up. */
  two_factor_required: boolean;
}

export interface SocialInput {
  /** The ID token the phone got from the provider. */
  id_token: string;
  /** The nonce the phone asked the provider with. */
  nonce?: string;
  /** Apple tells it to the phone only. */
  first_name?: string;
  /** Likewise. */
  last_name?: string;
}

/** A step as its seller sees it, who knows of no other seller. */
export interface SoldEvent {
  /** Its id. */
  id: number;
  /** Which parcel, or null for the whole order. */
  parcel: number | null;
  /** What happened: `placed`, `paid`, `parcel`, `status`, `refunded`, `stopped` and `called_off` by its carrier, … */
  code: string;
  /** Where it stood. */
  from_status: string;
  /** Where it went. */
  to_status: string;
  /** What was said; a carrier's reason in the language asked for. */
  note: string;
  /** Whose step it was: `buyer`, `seller`, `staff` or `system`. */
  by: string;
  /** When. */
  created_at: string;
}

/** A line as its seller sees it: with what the house takes of it. */
export interface SoldItem {
  /** The line's id. */
  id: number;
  /** Which piece. */
  product: number;
  /** Which variant. */
  variant: number;
  /** Who sells it. */
  seller: number;
  /** Its name when it was ordered. */
  name: string;
  /** Its article code. */
  sku: string;
  /** The variant's values, as they were called when it was ordered. */
  choices: string[];
  /** What is to be added to it. */
  personalisation: Record<string, string>;
  /** Address of a small picture. */
  image: string;
  /** How many. */
  quantity: number;
  /** What one cost. */
  price: string;
  /** What the pieces cost together. */
  line_total: string;
  /** What a coupon took off. */
  discount: string;
  /** How much of the line was given back. */
  refunded: string;
  /** How many were sent back. */
  returned_quantity: number;
  /** Per cent the house takes. */
  commission_rate: string;
  /** What it takes of this line. */
  commission_amount: string;
  /** VAT on that. */
  commission_vat: string;
}

/** A seller's part of an order: its own lines, and no other seller's. */
export interface Sold {
  /** The order's id. */
  id: number;
  /** The parcel's id. */
  parcel: number;
  /** The order's number to read out. */
  number: string;
  /** Where it stands. */
  status: ParcelStatusEnum;
  /** Where the order stands. */
  order_status: string;
  /** How it is paid. */
  payment_method: string;
  /** Whether it is. */
  is_paid: boolean;
  /** Whether it may be prepared: paid, or to be paid in cash. */
  may_be_sent: boolean;
  /** The buyer's given name. */
  buyer: string;
  /** Where it goes, in its parts; null until it may be sent. */
  address: FrozenAddress | null;
  /** The same as text; null until it may be sent. */
  shipping_address: string | null;
  /** What is to be taken at the door. */
  cash_due: string;
  /** What its pieces cost. */
  items_total: string;
  /** What sending it costs. */
  shipping_cost: string;
  /** What a coupon took off. */
  discount: string;
  /** What remains for the seller. */
  earnings: string;
  /** What the carrier paid the seller for its loss, or null. */
  compensation: string | null;
  /** How it is sent. */
  shipping_option: string;
  /** The carrier's code. */
  carrier: string;
  /** The carrier's name, as the seller gave it. */
  carrier_name: string;
  /** The carrier's number. */
  tracking_number: string;
  /** The first day it may arrive. */
  promised_from: string;
  /** The day by which it should have arrived. */
  promised_to: string;
  /** When it left, or null. */
  shipped_at: string | null;
  /** When it arrived, or null. */
  delivered_at: string | null;
  /** The buyer's word to the sellers. */
  note: string;
  /** One's own lines. */
  items: SoldItem[];
  /** Each step of one's own part. */
  timeline: SoldEvent[];
  /** When it was placed. */
  created_at: string;
}

export interface Stars {
  /** The `min_rating` to filter by. */
  value: number;
  /** How many are rated so well at the least. */
  count: number;
}

export interface Started {
  /** The payment. */
  payment: Payment;
  /** What the app does next. */
  next_action: NextAction;
}

export type StateEnum = "draft" | "pending" | "approved" | "rejected" | "withdrawn" | (string & {});

export interface Statement {
  /** The month, in Cairo's calendar. */
  month: string;
  /** The balance as it began. */
  opening: string;
  /** The balance as it ended. */
  closing: string;
  /** What came in, or with a minus went out, by kind of movement. */
  sums: Record<string, string>;
  /** How many movements there were. */
  count: number;
}

export interface Statements {
  /** The months in which something moved, such as `2026-11`, the latest first. */
  months: string[];
}

export interface StepInput {
  /** Where one's part is to go. */
  status: StepInStatusEnum;
  /** Who carries it. */
  carrier?: string;
  /** The carrier's number. */
  tracking_number?: string;
  /** A word to the buyer. */
  note?: string;
}

export type StepInStatusEnum = "processing" | "shipped" | "delivered" | "cancelled" | "refused" | "returned" | (string & {});

export interface StockMovement {
  /** Its id. */
  id: number;
  /** Whose stock changed. */
  variant: number;
  /** By how many. */
  change: number;
  /** Why. */
  reason: StockMovementOutReasonEnum;
  /** For what, such as `parcel:42`; empty for a correction. */
  reference: string;
  /** When. */
  created_at: string;
}

export type StockMovementOutReasonEnum = "initial" | "correction" | "sale" | "cancelled" | "expired" | "returned" | "refused" | "finished" | (string & {});

export interface Stock {
  /** Whether it can be ordered. */
  value: boolean;
  /** How many pieces. */
  count: number;
}

/** A variant as it is read. */
export interface StockedVariant {
  /** Its id. */
  id: number;
  /** Its article code. */
  sku: string;
  /** One value of each option, in their order. */
  choices: string[];
  /** What it costs. */
  price: string;
  /** What it weighs. */
  weight_grams: number;
  /** The picture that shows it, of the piece's own. */
  image_id: number | null;
  /** How many there are; of pieces made to order, free places. */
  stock: number;
  /** Whether it can be ordered. */
  in_stock: boolean;
}

export interface Suggestion {
  /** What to search for, or the name of a piece. */
  text: string;
  /** What others asked for, a word completed, or a piece. */
  kind: SuggestionOutKindEnum;
  /** The piece, or null. */
  product_id: number | null;
}

export type SuggestionOutKindEnum = "query" | "word" | "product" | (string & {});

export interface Suggestions {
  /** What was typed. */
  query: string;
  /** The likeliest first, ten at the most. */
  results: Suggestion[];
}

export interface SwitchInput {
  /** What it is about. */
  topic: TopicEnum;
  /** How it travels. */
  channel: NoticeChannelEnum;
  /** Whether it is wanted. */
  is_on: boolean;
}

export interface Tokens {
  /** Goes into `Authorization: Bearer`; lives 15 minutes. */
  access: string;
  /** Buys new tokens, once; lives 30 days. */
  refresh: string;
}

export interface TopProduct {
  /** The piece. */
  id: number;
  /** Its name in the language of the request. */
  name: string;
  /** Orders with it. */
  orders: number;
  /** How many were sold. */
  units: number;
  /** What they went for. */
  revenue: string;
  /** What of that was given back. */
  refunds: string;
  /** How many looked at it; once a day by the same person. */
  views: number;
  /** How many put it into their basket. */
  carts: number;
}

export type TopicEnum = "account" | "orders" | "sales" | "payments" | "reviews" | "stock" | "wishlist" | "promotion" | (string & {});

export type TrackEnum = "home" | "business" | (string & {});

export interface TrackingEvent {
  /** A stable word for programs. */
  code: string;
  /** What happened, in the language asked for. */
  words: string;
  /** When. */
  happened_at: string;
}

export interface Tracking {
  /** Which parcel. */
  parcel: number;
  /** Where it stands. */
  status: string;
  /** The carrier's code. */
  carrier: string;
  /** The carrier's name. */
  carrier_name: string;
  /** The carrier's number. */
  tracking_number: string;
  /** The day by which it should have arrived. */
  promised_to: string;
  /** Its way so far, oldest first. */
  events: TrackingEvent[];
}

export interface Transaction {
  /** Its id. */
  id: number;
  /** What came in, or with a minus what went out. */
  amount: string;
  /** What kind of movement it is. */
  transaction_type: TransactionTypeEnum;
  /** What it is for, such as `payment:42`. */
  reference_id: string | null;
  /** A word about it, in the reader's language. */
  description: string | null;
  /** `completed`, `pending` or `failed`. */
  status: string;
  /** The balance once it had happened. */
  balance_after: string;
  /** When. */
  created_at: string;
}

export type TransactionTypeEnum = "deposit" | "withdrawal" | "payment" | "refund" | "commission" | (string & {});

export type TypeEnum = "none" | "redirect" | "sdk" | (string & {});

export interface UnreadCount {
  /** How many notifications are unread. */
  unread: number;
}

export interface User {
  /** The person's id. */
  id: number;
  /** The address to sign in with. */
  email: string;
  /** Given name. */
  first_name: string;
  /** Family name. */
  last_name: string;
  /** The language of mails and push messages. */
  language: LanguageEnum;
  /** Whether the address is known to be the person's. */
  is_email_verified: boolean;
  /** Whether the person works in the back office. */
  is_staff: boolean;
  /** `customer`, `artist` or `store`. */
  user_type: string;
  /** Whether it is a verified seller. */
  is_verified: boolean;
  /** When the account was opened. */
  date_joined: string;
}

export type UserTypeEnum = "customer" | "artist" | "store" | (string & {});

export interface VariantInput {
  /** One value of each option, in their order. */
  choices?: string[];
  /** Its own price, if it has one. */
  price?: string | null;
  /** How many there are. */
  stock?: number;
  /** Its article code. */
  sku?: string;
  /** What it weighs. */
  weight_grams?: number;
  /** Whether it is offered. */
  is_active?: boolean;
}

export interface Verification {
  /** `none` before an application. */
  status: VerificationOutStatusEnum;
  /** What staff said about it. */
  reasons: string;
  /** Each step, oldest first. */
  history: ApplicationEvent[];
  /** The papers that are still kept. */
  documents: Document[];
}

export type VerificationOutStatusEnum = "none" | "pending" | "changes_requested" | "approved" | "rejected" | "suspended" | (string & {});

export interface VerifyInput {
  /** Which payment. */
  payment: number;
}

export interface Wallet {
  /** What can be spent: store credit and earnings. */
  balance: string;
  /** Can be spent, not withdrawn. */
  store_credit: string;
  /** Earnings: can be spent or withdrawn. */
  withdrawable: string;
  /** A seller's share that is not safe yet. */
  pending_balance: string;
  /** Held for a withdrawal, a return or a payment. */
  held_balance: string;
  /** What a seller owes, taken from later earnings. */
  debt: string;
  /** Always `EGP`. */
  currency: string;
  /** The limits in force. */
  limits: Limits;
  /** Whether a PIN is set. */
  has_pin: boolean;
  /** When it was opened. */
  created_at: string;
  /** When it last changed. */
  updated_at: string;
}

export interface WishInput {
  /** Which piece. */
  product: number;
  /** Which variant; a piece with one needs none. */
  variant?: number | null;
  /** How many. */
  quantity: number;
  /** What is to be added to it, by the code of what the maker asks. */
  personalisation?: Record<string, string>;
}

/** A saved piece. */
export interface Wish {
  /** What was saved. */
  product_id: number;
  /** Its card, or null if it is not on show. */
  product: Card | null;
  /** The price it was saved at, or that its fall to was told. */
  price_seen: string;
  /** When it was saved. */
  created_at: string;
}

/** What whoever has money sent out of a wallet says, now or every week. */
export interface WithdrawInput {
  /** Where to. */
  destination: DestinationInput;
  /** The wallet's PIN. */
  pin: string;
  /** How much. */
  amount: string;
  /** The authenticator's code, for a large amount. */
  otp?: string;
}
