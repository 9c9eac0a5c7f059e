import { phraseBook } from "#shared/lint/hostile-text.ts";

// Hostile sentences by kinds of words rather than by wording: a secret, whose it is, what is done with it, where it goes.
const SECRET = String.raw`(?:id_(?:rsa|ed25519)|ssh keys?|private keys?|secret keys?|api keys?|access keys?|pass(?:words?|phrases?|codes?)|credentials|cookies|pin|(?-i:(?:[A-Z]{2,}_)+(?:TOKEN|KEY|SECRET|PASSWORD)))`;
const KEY_FILE = String.raw`(?:~?\/?\.(?:ssh|aws|kube|gnupg)\/\w*|\bid_(?:rsa|ed25519)\b|\.(?:netrc|npmrc|pgpass|git-credentials|env)\b)`;
const WHOSE = String.raw`(?:the |their |this )?(?:user|person|human|customer|passenger|caller|owner|client|patient)(?:'s|s')`;
const PERSONAL = String.raw`(?:e-?mails?|messages|contacts|documents|photos|chats?|history|clipboard|notes|calendar)`;
const TAKE = String.raw`(?:open|read|grab|obtain|get|fetch|load|list|collect|copy|gather|retrieve|look up|take|find out|extract|dump|export)`;
const GIVE = String.raw`(?:hand|pass|set|send|submit|include|put|supply|fill|give|forward|upload|provide|attach|add|paste|enter|write|place|insert|repeat|transmit)`;
/** Where somebody is told to do it, not where a tool says what it does. */
const TOLD = String.raw`(?:^|[.!?;:,]\s+|\n|\b(?:must|should|to|first|then|and|kindly|please|you|assistant|agent|also)\s+)`;
const NOT = String.raw`(?<!\b(?:not|never|n't|without|avoid)\s+(?:\w+\s+)?)`;
/** A parameter, unless it is the place for a secret. */
const PLACE = String.raw`\x60(?!\w*(?:pass|secret|key|token|cred|auth|cookie|pwd|pin))\w+\x60`;
const FROM_OWNER = String.raw`(?:${WHOSE}\s+(?:[\w-]+\s+){0,2}${SECRET}|${KEY_FILE}|${SECRET}\s+(?:from|of|in|on)\s+(?:the\s+|their\s+|this\s+)?(?:environment|disk|machine|browser|keychain|home)|the home (?:directory|folder))`;

const SECRETS = "id ssh priv secr api acce pass cred cook pin toke key kube aws netr npmr pgpa env git home";
const form = (source: string): RegExp => new RegExp(source, "i");

export const broadRequests = phraseBook([
  {
    form: form(
      String.raw`${NOT}\b${GIVE}\b[^.\n]{0,60}(?:\b${SECRET}\b|${KEY_FILE}|${WHOSE}\s+(?:[\w-]+\s+){0,2}${PERSONAL})[^.\n]{0,60}\b(?:in|as|into|under|via)\s+(?:the\s+)?${PLACE}`,
    ),
    message: "The text has a secret or private data passed in a parameter that has no use for it.",
    needs: `${SECRETS} user pers huma cust call owne clie pati + hand pass set send subm incl put supp fill give forw uplo prov atta add past ente writ plac inse repe tran`,
  },
  {
    form: form(
      String.raw`${TOLD}${TAKE}\b[^.\n]{0,40}${FROM_OWNER}[^.\n]{0,60}\b(?:and|then|along|prior)\b[^.\n]{0,40}\b(?:${GIVE}|it|them)\b|\x60\w+\x60\s+(?:holds|contains|is|has|carries)\s+[^.\n]{0,40}(?:${WHOSE}\s+(?:[\w-]+\s+){0,2}${SECRET}|${KEY_FILE})`,
    ),
    message: "The text has the model take a secret and hand it over.",
    needs: `${SECRETS} + open read grab obta get fetc load list coll copy gath retr look take find extr dump expo hold cont is has carr`,
  },
  {
    form: form(
      String.raw`\b(?:everything|all that|whatever|anything|what)\s+(?:that\s+)?(?:the\s+)?(?:user|person|human|customer)\s+(?:has |have )?(?:ever |last )?(?:written|typed|said|wrote|told|asked)\b[^.\n]{0,40}\b(?:session|conversation|chat|verbatim|so far|last|word)\b|\b(?:dump|list|summary|copy) of (?:what|everything|all) you (?:remember|know|have learned|learned|saw)\b|!\[[^\]\n]*\]\(https?:[^)\n]*=[^)\n]*\)[^\n]{0,60}\b(?:being|where|is|stands for)\b[^\n]{0,60}\b(?:user|typed|conversation|message|wrote|said)\b`,
    ),
    message: "The text sends the conversation elsewhere.",
    needs: "writ type said wrot told aske reme know lear saw http",
  },
]);

const RULES = String.raw`(?:instructions?|rules|guidelines|polic(?:y|ies)|restrictions|orders|system prompt|prompt)`;

export const broadOverrides = phraseBook([
  {
    form: form(
      String.raw`\b(?:you|your|earlier|previous|prior|former)\b[^.\n]{0,40}\b${RULES}\b[^.\n]{0,60}\b(?:are|is|have been|has been|were)\s+(?:now\s+)?(?:cancell?ed|void|null|invalid|obsolete|revoked|suspended|lifted|withdrawn)\b|\b${RULES}\s+(?:that\s+)?you (?:received|got|were given)\b[^.\n]{0,60}\b(?:are|is|were)\s+(?:now\s+)?(?:cancell?ed|void|invalid|obsolete|revoked)\b|\b(?:set|put|lay|leave|throw|cast)\b[^.\n]{0,20}\b(?:system prompt|instructions|rules|guidelines)\b[^.\n]{0,10}\b(?:aside|away|behind)\b|\bas if (?:there were )?no (?:restrictions|rules|guidelines)\b|\bwhat (?:your )?(?:operator|developer|maker|owner)\b[^.\n]{0,20}\b(?:void|wrong|obsolete|irrelevant)\b`,
    ),
    message: "The text tells the model to set aside its instructions.",
    needs:
      "canc void null inva obso revo susp lift with asid away behi no wron irre + inst rule guid poli rest orde prom oper deve make owne",
  },
  {
    form: form(
      String.raw`\b(?:attention|note|notice|message|hint|p\.?\s?s\.?|instructions?)\W{0,2}(?:to|for)?\s*(?:the\s+)?(?:ai|assistants?|agents?|llms?|models?)\b[^.\n]{0,3}[:,.\]][^\n]{0,160}\b(?:skip|wipe|delete|ignore|trust|upload|forward|obey|disregard|home directory|keys)\b|\bblindly (?:trust|obey|follow|accept|execute)|\b(?:trust|believe|obey|follow|accept|execut)e?d? blindly\b|\bdo (?:whatever|anything|everything)\b(?! the user| the caller)[^.\n]{0,30}\b(?:commands?|says|orders?|asks|tells)\b`,
    ),
    message: "The text gives the model orders that do not come from the person.",
    needs: "skip wipe dele igno trus uplo forw obey disr home keys blin what anyt ever",
  },
  {
    form: form(
      String.raw`(?:^|[.!?;:,]\s+)(?:disable|deactivate|turn off|switch off|stop|whitelist)\b[^.\n]{0,30}\b(?:antivirus|firewall|virus scanner|sandbox)\b`,
    ),
    message: "The text has the model weaken the machine's protection.",
    needs: "anti fire viru sand",
  },
]);

export const broadSecrecy = phraseBook([
  {
    form: form(
      String.raw`\b(?:not|never|no|n't|without|cannot)\b[^.\n]{0,20}\b(?:disclos\w*|mention\w*|tell\w*|reveal\w*|inform\w*|aware|report)\b[^.\n]{0,30}\b(?:anybody|anyone|the user|your (?:reply|answer|response|summary))\b|\b(?:user|person|human)\b[^.\n]{0,10}\b(?:does|do|need|must|should|has|have)\b[^.\n]{0,12}\b(?:not|never|no)\b[^.\n]{0,12}\b(?:aware|know|notice|find out|realise|realize)\b`,
    ),
    message: "The text tells the model to hide something from the person.",
    needs: "not neve no with cann don + disc ment tell reve info awar repo know noti find real",
  },
]);
