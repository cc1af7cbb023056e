// Prints records of @faker-js/faker, chance and casual as JSON lines, one for each record of each locale.
// Run by build.py: node rows.mjs FAKER_JS_FOLDER CHANCE_FOLDER CASUAL_FOLDER ROWS SEED
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [fakerFolder, chanceFolder, casualFolder, rows, seed] = process.argv.slice(2);
const require = createRequire(import.meta.url);

// "" where the tool has none for this locale.
const field = (make) => {
  try {
    return String(make() ?? "");
  } catch {
    return "";
  }
};

const say = (tool, locale, makers) => {
  for (let i = 0; i < Number(rows); i++) {
    console.log(JSON.stringify([tool, locale, ...makers.map(field)]));
  }
};

const { allFakers } = await import(pathToFileURL(`${fakerFolder}/dist/index.js`));
for (const [locale, fake] of Object.entries(allFakers)) {
  fake.seed(Number(seed));
  say("faker-js", locale, [
    () => fake.person.fullName(),
    () => fake.internet.email(),
    () => fake.phone.number(),
    () => fake.location.streetAddress(),
    () => fake.location.zipCode(),
    () => fake.location.city(),
  ]);
}

const Chance = require(`${chanceFolder}/chance.js`);
const chance = new Chance(Number(seed));
say("chance", "en", [
  () => chance.name(),
  () => chance.email(),
  () => chance.phone(),
  () => chance.address(),
  () => chance.zip(),
  () => chance.city(),
]);

// Each locale of casual writes into the common lists when it is first used, so each gets casual anew.
const anew = () => {
  Object.keys(require.cache).forEach((name) => delete require.cache[name]);
  return require(casualFolder);
};
for (const locale of readdirSync(`${casualFolder}/src/providers`).filter((name) => /^[a-z]{2}_[A-Z]{2}$/.test(name))) {
  const made = anew()[locale];
  made.seed(Number(seed));
  say("casual", locale, [
    () => made.full_name,
    () => made.email,
    () => made.phone,
    () => made.street && `${made.building_number} ${made.street}`,
    () => made.zip(),
    () => made.city,
  ]);
}
