/** An account of the fictitious company. Money in euros per year, dates ISO. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly plan: "starter" | "team" | "enterprise";
  readonly status: "active" | "trial" | "past_due" | "churned";
  readonly seats: number;
  readonly seatsUsed: number;
  readonly annualValue: number;
  readonly renewsOn: string;
  readonly owner: string;
  readonly health: number;
}

export interface Ticket {
  readonly id: string;
  readonly accountId: string;
  readonly subject: string;
  readonly status: "open" | "pending" | "solved";
  readonly priority: "low" | "normal" | "high" | "urgent";
  readonly openedOn: string;
  readonly channel: "email" | "chat" | "phone";
}

export const accounts: readonly Account[] = [
  {
    id: "ACC-1001",
    name: "Northwind Clinics",
    plan: "enterprise",
    status: "active",
    seats: 120,
    seatsUsed: 117,
    annualValue: 86_400,
    renewsOn: "2027-01-15",
    owner: "Imke Vos",
    health: 82,
  },
  {
    id: "ACC-1002",
    name: "Bramble & Co",
    plan: "team",
    status: "past_due",
    seats: 25,
    seatsUsed: 9,
    annualValue: 7500,
    renewsOn: "2026-12-20",
    owner: "Tomas Reyes",
    health: 34,
  },
  {
    id: "ACC-1003",
    name: "Harbour Freight Partners",
    plan: "team",
    status: "active",
    seats: 40,
    seatsUsed: 38,
    annualValue: 12_000,
    renewsOn: "2027-06-01",
    owner: "Imke Vos",
    health: 91,
  },
  {
    id: "ACC-1004",
    name: "Lumen School of Dance",
    plan: "starter",
    status: "trial",
    seats: 5,
    seatsUsed: 2,
    annualValue: 0,
    renewsOn: "2026-12-05",
    owner: "Ada Lindqvist",
    health: 58,
  },
  {
    id: "ACC-1005",
    name: "Kestrel Insurance",
    plan: "enterprise",
    status: "active",
    seats: 300,
    seatsUsed: 141,
    annualValue: 198_000,
    renewsOn: "2026-12-31",
    owner: "Tomas Reyes",
    health: 47,
  },
];

export const tickets: readonly Ticket[] = [
  {
    id: "T-2201",
    accountId: "ACC-1001",
    subject: "Single sign-on loops after certificate change",
    status: "open",
    priority: "urgent",
    openedOn: "2026-11-20",
    channel: "phone",
  },
  {
    id: "T-2188",
    accountId: "ACC-1001",
    subject: "Export of appointments misses the last page",
    status: "solved",
    priority: "normal",
    openedOn: "2026-11-02",
    channel: "email",
  },
  {
    id: "T-2195",
    accountId: "ACC-1002",
    subject: "Invoice was sent to a former colleague",
    status: "pending",
    priority: "high",
    openedOn: "2026-11-12",
    channel: "email",
  },
  {
    id: "T-2170",
    accountId: "ACC-1002",
    subject: "Cannot add a second workspace",
    status: "open",
    priority: "normal",
    openedOn: "2026-10-28",
    channel: "chat",
  },
  {
    id: "T-2199",
    accountId: "ACC-1003",
    subject: "Webhook retries arrive twice",
    status: "open",
    priority: "high",
    openedOn: "2026-11-18",
    channel: "chat",
  },
  {
    id: "T-2150",
    accountId: "ACC-1004",
    subject: "How to invite a teacher",
    status: "solved",
    priority: "low",
    openedOn: "2026-10-10",
    channel: "chat",
  },
  {
    id: "T-2203",
    accountId: "ACC-1005",
    subject: "Adoption report shows half of the seats as idle",
    status: "open",
    priority: "high",
    openedOn: "2026-11-21",
    channel: "email",
  },
  {
    id: "T-2197",
    accountId: "ACC-1005",
    subject: "Audit log export times out",
    status: "pending",
    priority: "urgent",
    openedOn: "2026-11-15",
    channel: "phone",
  },
  {
    id: "T-2161",
    accountId: "ACC-1005",
    subject: "Request for a data processing agreement",
    status: "solved",
    priority: "normal",
    openedOn: "2026-10-19",
    channel: "email",
  },
];
