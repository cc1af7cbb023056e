// Prints what one version of @faker-js/faker produces first under common seeds, as JSON lines.
// Run by build.py: node streams.mjs PACKAGE_FOLDER VERSION ROWS SEED...
import { pathToFileURL } from "node:url";

const [folder, version, rows, ...seeds] = process.argv.slice(2);
const entry = version.startsWith("8") ? "dist/esm/index.mjs" : "dist/index.js";
const { allFakers } = await import(pathToFileURL(`${folder}/${entry}`));
for (const locale of ["en", "fr", "de", "es", "it", "pt_BR"]) {
  const fake = allFakers[locale];
  const recipes = {
    fullName: () => fake.person.fullName(),
    "firstName+lastName": () => `${fake.person.firstName()} ${fake.person.lastName()}`,
    email: () => fake.internet.email(),
  };
  for (const seed of seeds) {
    for (const [recipe, make] of Object.entries(recipes)) {
      fake.seed(Number(seed));
      const values = Array.from({ length: Number(rows) }, make);
      console.log(JSON.stringify(["faker-js", version, locale, seed, recipe, values]));
    }
  }
}
