import type { NamedService } from './namedService.ts';
import { alnum, anyOf, hex, lower, sequence, upper, uuid, word } from '../shape.ts';

/** Services that fetch and search pages for others. */
// prettier-ignore
export const crawlers: readonly NamedService[] = [
  { id: 'proxycrawl', name: 'Crawlbase', kind: 'scrape', words: ['proxycrawl', 'crawlbase'], shape: word(22), site: 'crawlbase.com' },
  { id: 'scrapeowl', name: 'ScrapeOwl', kind: 'scrape', words: ['scrapeowl'], shape: lower(30), site: 'scrapeowl.com' },
  { id: 'scraperbox', name: 'ScraperBox', kind: 'scrape', words: ['scraperbox'], shape: upper(32), site: 'scraperbox.com' },
  { id: 'scrapestack', name: 'scrapestack', kind: 'scrape', words: ['scrapestack'], shape: lower(32), site: 'scrapestack.com' },
  { id: 'scrapfly', name: 'Scrapfly', kind: 'scrape', words: ['scrapfly'], shape: anyOf(sequence('scp-live-', lower(32)), sequence('scp-test-', lower(32)), lower(32)), site: 'scrapfly.io' },
  { id: 'scrapingant', name: 'ScrapingAnt', kind: 'scrape', words: ['scrapingant'], shape: lower(32), site: 'scrapingant.com' },
  { id: 'screenshotapi', name: 'ScreenshotAPI', kind: 'scrape', words: ['screenshotapi'], shape: { pattern: '[0-9A-Z]{7}(?:-[0-9A-Z]{7}){3}', sample: '{upper:7}-{upper:7}-{upper:7}-{upper:7}', checks: { entropy: 3 } }, site: 'www.screenshotapi.net' },
  { id: 'screenshotlayer', name: 'screenshotlayer', kind: 'scrape', words: ['screenshotlayer'], shape: lower(32), site: 'screenshotlayer.com' },
  { id: 'serphouse', name: 'SERPHouse', kind: 'scrape', words: ['serphouse'], shape: alnum(60), site: 'www.serphouse.com' },
  { id: 'serpstack', name: 'serpstack', kind: 'scrape', words: ['serpstack'], shape: lower(32), site: 'serpstack.com' },
  { id: 'webscraper', name: 'Web Scraper', kind: 'scrape', words: ['webscraper'], shape: alnum(60), site: 'webscraper.io' },
  { id: 'webscraping', name: 'WebScraping.AI', kind: 'scrape', words: ['webscraping'], shape: alnum(32), site: 'webscraping.ai' },
  { id: 'zenrows', name: 'ZenRows', kind: 'scrape', words: ['zenrows'], shape: hex(40), site: 'www.zenrows.com' },
  { id: 'zenscrape', name: 'Zenscrape', kind: 'scrape', words: ['zenscrape'], shape: uuid, site: 'zenscrape.com' },
];
