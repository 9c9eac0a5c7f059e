/** An assistant that ships with the console, over sample servers, with something to say to it. */
export interface SampleAssistant {
  readonly id: string;
  readonly name: string;
  readonly profileId: string;
  readonly prompt: string;
  readonly servers: readonly { readonly sample: string; readonly path: string; readonly name: string }[];
  /** A scripted first turn, and what to say after it. */
  readonly say: readonly string[];
}

/** The demonstration: a prompt with a trigger for every tool of the customer success sample. */
export const sampleAssistant: SampleAssistant = {
  id: "sample-customer-success",
  name: "Customer success desk (sample)",
  profileId: "insighto",
  prompt: `You are the voice assistant of the customer success team. Answer in one or two short sentences.

## Tools
- When someone asks how an account is doing, call \`get_account_status\` with its account id.
- When someone wants to add or invite a colleague, call \`provision_seat\`. Ask for the e-mail address first.
- When someone refers to earlier problems of an account, call \`lookup_support_history\`.
- When someone describes a problem and wants to know whether it is known, call \`search_tickets\`.
- When someone asks which renewals to worry about, call \`get_open_renewal_risk\`.
- Before a call with a customer, call \`summarize_recent_tickets\` for their account.
- When someone decides that an account needs attention at the quarterly review, call \`flag_for_QBR\` with the reason.

Never guess an account id: ask for it.
`,
  servers: [{ sample: "customer-success", path: "/mcp", name: "Customer success (sample)" }],
  say: [
    "How is account ACC-1002 doing?",
    "Please invite a colleague to account ACC-1003",
    "ada@example.com, as an editor",
    "What is the weather like in Paris?",
  ],
};
