// What a program writes to show a message in the language of its user.

import { errorFrom } from "api-errors/shop";
import { type LocalizedMessage, type MessageLanguage, language, messageIn } from "api-errors/shop/messages";

const error = errorFrom({ status: 404 });
const shown: LocalizedMessage = messageIn(error, ["de-AT", "en"]);
const header: string = messageIn(error, "de;q=0.5, *").message;
const own: "en" = language;
const other: MessageLanguage = "pt-BR";
console.log(shown.message, shown.language?.toUpperCase(), header, own, other);
