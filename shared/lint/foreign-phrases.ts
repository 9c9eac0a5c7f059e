import { phraseBook } from "#shared/lint/hostile-text.ts";
import { FOREIGN as needs } from "#shared/lint/text-signs.ts";

/** The same few hostile sentences in the languages that most people write; word order decides which noun comes first. */
const SET_ASIDE = [
  String.raw`\b(regeln|anweisungen|vorgaben|reglas|instrucciones|règles|consignes)\b[^.\n]{0,20}\b(gelten nicht mehr|sind (aufgehoben|ungültig|hinfällig)|ya no valen|ne valent plus)`,
  // German, Dutch
  String.raw`\b(ignorier|vergiss|vergesst|missacht|übergeh)\w*\s(\S+\s){0,4}(anweisung|regel|instruktion|vorgabe|befehl)`,
  String.raw`\b(negeer|vergeet)\s(\S+\s){0,4}(instructies|regels|opdrachten)`,
  // Spanish, Portuguese, French, Italian
  String.raw`\b(ignor[ae]|olvida|descarta|omite|haz caso omiso de)\S*\s(\S+\s){0,4}(instrucciones|reglas|órdenes|indicaciones)\s(\S+\s)?(anterior|previ|del sistema|recibid)`,
  String.raw`\b(ignor[ae]|esqueça|desconsidere)\S*\s(\S+\s){0,4}(instruções|regras|ordens)\s(\S+\s)?(anterior|prévi|do sistema)`,
  String.raw`\b(ignore[rz]?|oublie[rz]?|fai(s|tes) abstraction d)\S*\s(\S+\s){0,4}(consignes|instructions|règles)\s(\S+\s)?(précédent|antérieur|du système)`,
  String.raw`\b(ignor[ai]|dimentica|trascura)\S*\s(\S+\s){0,4}(istruzioni|regole|ordini)\s(\S+\s)?(precedent|anterior|di sistema)`,
  // Polish, Turkish, Russian, Ukrainian
  String.raw`(zignoruj|zapomnij o|pomiń)\s(\S+\s){0,4}(instrukcj|polece|zasad)`,
  String.raw`önceki\s(\S+\s){0,3}(talimat|kural|yönerge)\S*\s(\S+\s){0,3}(yok say|unut|görmezden gel)`,
  String.raw`(игнорируй|проигнорируй|забудь|не обращай внимания на|ігноруй)\S*\s(\S+\s){0,4}(инструкци|указани|правил|команд|інструкці)`,
  // Chinese, Japanese, Korean, Hindi, Arabic
  String.raw`(忽略|无视|無視|忽視|忘记|忘掉|不要理会)[^。\n]{0,12}(指令|指示|规则|規則|提示|命令)`,
  String.raw`(指示|命令|ルール|プロンプト|規則)[^。\n]{0,12}(無視|忘れて|従わない)`,
  String.raw`(지시|명령|규칙|지침)[^.\n]{0,10}(무시|잊어)`,
  String.raw`(निर्देश|आदेश|नियम)[^।\n]{0,16}(अनदेखा|नज़रअंदाज़|भूल जा|उपेक्षा)`,
  String.raw`(تجاهل|انس)\s(\S+\s){0,3}(التعليمات|الأوامر|القواعد)`,
];

const CONCEAL = [
  String.raw`\b(sag|sage|erzähl|erzähle|verrat|verrate|erwähn|erwähne|zeig|meld|melde)\s(\S+\s){0,3}(nutzer|benutzer|anwender|menschen)\w*\s(\S+\s){0,3}(nichts|nicht)\b`,
  String.raw`\b(nichts|nicht|niemals|kein wort)\b[^.\n]{0,40}\b(dem|den|gegenüber dem) (nutzer|benutzer|anwender)\w*\b[^.\n]{0,30}\b(sagen|erzählen|verraten|erwähnen|mitteilen|informieren)|\bohne\s(\S+\s){0,2}(nutzer|benutzer|anwender)\w*\s(\S+\s){0,3}zu\s(informieren|fragen|sagen|benachrichtigen)`,
  String.raw`\b(zeg|vertel|meld)\s(\S+\s){0,4}(niets|niet)\b[^.\n]{0,20}\bgebruiker|\b(niets|niet)\b[^.\n]{0,20}\bgebruiker[^.\n]{0,20}\b(zeggen|vertellen|melden)`,
  String.raw`\b(no|nunca)\s(se lo |le |les |lo )?(digas?|cuentes?|menciones?|informes?|reveles?|avises?)\b[^.\n]{0,40}\busuari|\bsin (avisar|informar|decir\S*|contar\S*|preguntar\S*)[^.\n]{0,20}\busuari`,
  String.raw`\b(não|nunca)\s(\S+\s)?(conte|diga|mencione|informe|revele|avise)\b[^.\n]{0,40}\busuári|\bsem (avisar|informar|contar|perguntar)[^.\n]{0,20}\busuári`,
  String.raw`\bn(e |'en |e l'en |e lui )(\S+\s)?(dis|dites|parle|parlez|mentionne|mentionnez|révèle|révélez|informe|informez|préviens)\b[^.\n]{0,50}\butilisat|\bsans (en )?(informer|prévenir|avertir|demander|le dire)[^.\n]{0,20}\butilisat`,
  String.raw`\b(non|mai)\s(\S+\s)?(dire|dirlo|dica|menzionare|rivelare|informare|avvisare)\b[^.\n]{0,40}\butent|\bsenza (avvisare|informare|dirlo|chiedere)[^.\n]{0,20}\butent`,
  String.raw`не\s(\S+\s)?(сообща|говори|рассказыва|упомина|раскрыва|показыва|уведомля)\S*\s(\S+\s){0,4}пользовател|пользовател\S*\s(\S+\s){0,3}не\s(сообща|говори|рассказ|показ|уведом)`,
  String.raw`(nie mów|nie wspominaj|nie informuj)\s(\S+\s){0,4}użytkownik|kullanıcıya\s(\S+\s){0,3}(söyleme|bildirme)`,
  String.raw`(不要|别|請勿|请勿|切勿|不得|绝不)[^。\n]{0,6}(告诉|告訴|告知|透露|通知|提及)[^。\n]{0,6}(用户|使用者|用戶|他人)|(瞒着|隐瞒)[^。\n]{0,4}用户`,
  String.raw`(ユーザー?|利用者)[^。\n]{0,10}(知らせな|言わな|伝えな|教えな|気づかれ|内緒|秘密に)`,
  String.raw`사용자[^.\n]{0,10}(알리지 ?마|말하지 ?마|숨기|모르게)`,
  String.raw`(उपयोगकर्ता|यूज़र|प्रयोक्ता)[^।\n]{0,14}(न बता|मत बता|नहीं बता|छिपा|सूचित न)`,
  String.raw`لا (تخبر|تذكر|تقل)\s(\S+\s){0,3}المستخدم`,
];

const KEY_FILE = String.raw`(~?\/?\.ssh\/|\bid_(rsa|ed25519)\b|\/etc\/(passwd|shadow)|~\/\.(aws|cursor|claude|config|netrc|npmrc|git-credentials|kube|gnupg)|\.env\b|\bmcp\.json\b|\bcredentials\.json\b)`;
const SECRET = String.raw`(passw[oö]rt\w*|kennw[oö]rt\w*|zugangsdaten|wachtwoord\w*|contraseñas?|credenciales|claves? (secretas?|privadas?)|senhas?|credenciais|chaves? (secretas?|privadas?)|mots? de passe|identifiants|clés? (secrètes?|privées?)|password|credenziali|chiav[ei] (segret[ae]|privat[ae])|hasł\S*|şifre\S*|парол\S*|учётн\S* данн\S*|ключ\S*|密码|密鑰|密钥|凭证|パスワード|秘密鍵|認証情報|비밀번호|पासवर्ड|كلمة المرور)`;
/** Verbs of taking and of handing over, in forms that tell someone to do it. */
const TAKE = String.raw`\b(lies|lese|lade|öffne|hole|kopiere)\b|\b(lee|abre|carga|copia|obtén)\b|\b(lis|lisez|ouvre|ouvrez|charge|chargez|copie|copiez|récupère)\b|\b(leia|abra|carregue|copie)\b|\b(leggi|apri|carica|copia)\b|\b(open|lees|laad)\b|(прочитай|прочти|открой|загрузи|считай|скопируй)|przeczytaj|otwórz|oku\b|读取|讀取|打开|加载|获取|読み|読んで|開いて|取得し|읽(고|어|으)|पढ़|खोल|اقرأ|افتح`;
const GIVE = String.raw`\b(mitgeben|mitschicken|übergib|übergeben|übermittle|sende|schicke|gib|füge|trage|stuur|geef)\b|\b(envía|incluye|pasa|pon|inclúyel\S*|adjunta)\b|\b(transmets|envoie|envoyez|mets|passe|inclus|joins|ajoute)\b|\b(envie|inclua|passe|coloque)\b|\b(invia|includi|passa|inserisci|inserit[aeio]|metti|allega)\b|(передай|отправь|вставь|укажи|включи|пришли)|wyślij|przekaż|gönder|放进|放入|填入|发送|传给|传入|附上|入れて|渡して|送信して|送って|添付|넣어|보내|전달|भेज|डाल|दें|أرسل|ضع`;

/** `\b` knows ASCII letters only. */
const EDGE = String.raw`(?:(?<=[\p{L}\p{N}_])(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_])(?=[\p{L}\p{N}_]))`;
const form = (source: string): RegExp => new RegExp(source.replaceAll(String.raw`\b`, EDGE), "iu");

export const foreignOverrides = phraseBook([
  { form: form(SET_ASIDE.join("|")), message: "The text tells the model to set aside its instructions.", needs },
]);
export const foreignSecrecy = phraseBook([
  { form: form(CONCEAL.join("|")), message: "The text tells the model to hide something from the person.", needs },
]);
export const foreignRequests = phraseBook([
  {
    form: form(String.raw`(${TAKE}|${GIVE})[^\n]{0,80}${KEY_FILE}|${KEY_FILE}[^\n]{0,60}(${TAKE}|${GIVE})`),
    message: "The text asks for a file that holds secrets.",
    needs,
  },
  {
    form: form(
      String.raw`(${GIVE})[^.\n。।]{0,40}\b(alle|todas?|toutes?|tous|tutt[aei]|все|所有|全部|すべて|모든|सभी)?\s?(\S+\s){0,2}${SECRET}[^.\n。।]{0,60}(\bmit\b|\bi[mn]s? feld\b|\bal campo\b|\ben el campo\b|\bdans le champ\b|\bmee\b|\ben\b|\bdans\b|\bnel\b|\bno\b|в поле|里|中|に|에|में)|${SECRET}[^.\n。।]{0,40}(${GIVE})[^.\n。।]{0,30}(\x60|campo|champ|feld|поле|参数|字段|フィールド|引数|필드)`,
    ),
    message: "The text asks for secrets or for data that no tool should give.",
    needs,
  },
]);
