import assert from 'node:assert/strict';
import { createScanner } from '../../../../src/core/secrets/scanner.ts';

const scanner = createScanner();

/** Made up, and put together so that this file holds no assignment of it. */
const password = ['q7gd', 'r5xvp2kls'].join('-');
const token = ['9f8c2b7e41d6a05f', '3c9e8b7a6d5f4e21'].join('');
const pair = Buffer.from(`deploy:${password}`).toString('base64');

/** `P` stands for the password, `T` for the token, `B` for the pair in Base64. Path, text. */
const found: readonly (readonly [string, string])[] = [
  ['a.py', 'password = "P"'],
  ['a.py', "db = connect(user='me', password='P')"],
  ['a.py', 'config["password"] = "P"'],
  ['a.py', 'password: str = "P"'],
  ['a.py', 'token = os.getenv("API_TOKEN", "T")'],
  ['a.py', 'token = os.environ.get("API_TOKEN") or "T"'],
  ['a.py', 'API_TOKEN = b"T"'],
  ['a.py', 'headers = {"Authorization": "Bearer T"}'],
  ['a.py', 'if password == "P":'],
  ['a.py', 'env = """\nDB_PASSWORD=P\n"""'],
  ['a.py', 'self.secret_key = SecretStr("T")'],
  ['a.js', "const password = 'P';"],
  ['a.js', 'const client = new Client({ apiKey: `T` });'],
  ['a.js', "const secret = process.env.SECRET || 'T';"],
  ['a.js', "headers: { 'x-api-key': 'T' }"],
  ['a.ts', "const apiToken: string = 'T';"],
  ['a.ts', "private readonly clientSecret?: string = 'T';"],
  ['a.tsx', '<Client apiKey="T" />'],
  ['a.go', 'password := "P"'],
  ['a.go', 'const apiToken = "T"'],
  ['a.go', 'var apiToken string = "T"'],
  ['a.go', 'cfg := Config{Password: "P"}'],
  ['a.go', 'os.Setenv("DB_PASSWORD", "P")'],
  ['a.go', 'conf := `\npassword=P\n`'],
  ['A.java', 'private static final String PASSWORD = "P";'],
  ['A.java', 'props.setProperty("password", "P");'],
  ['A.java', 'builder.password("P")'],
  ['A.kt', 'val apiToken: String = "T"'],
  ['A.kt', 'password = "P"'],
  ['A.cs', 'const string Password = "P";'],
  ['A.cs', 'var s = "Server=db;User Id=sa;Password=P;";'],
  ['a.php', "$password = 'P';"],
  ['a.php', "'password' => 'P',"],
  ['a.php', "define('DB_PASSWORD', 'P');"],
  ['a.rb', "password = 'P'"],
  ['a.rb', ":password => 'P'"],
  ['a.rb', "config.secret_token = 'T'"],
  ['a.rs', 'let password: &str = "P";'],
  ['a.rs', 'const API_TOKEN: &\'static str = "T";'],
  ['a.swift', 'let apiToken = "T"'],
  ['a.scala', 'val password = "P"'],
  ['a.sh', 'export DB_PASSWORD=P'],
  ['a.sh', "DB_PASSWORD='P'"],
  ['a.sh', 'mysql --password=P -u root'],
  ['a.sh', 'docker run -e DB_PASSWORD=P image'],
  ['a.sh', 'curl -u deploy:P https://host.test/'],
  ['a.sh', 'curl -H "Authorization: Basic B" https://host.test/'],
  ['a.sh', 'curl -H "Authorization: Bearer T" https://host.test/'],
  ['a.sh', 'tool --auth-token T'],
  ['a.ps1', '$password = "P"'],
  ['a.ps1', '$env:API_TOKEN = "T"'],
  ['a.ps1', '$p = ConvertTo-SecureString "P" -AsPlainText -Force'],
  ['a.sql', "CREATE USER app WITH PASSWORD 'P';"],
  ['a.sql', "ALTER USER app IDENTIFIED BY 'P';"],
  ['a.yaml', 'password: P'],
  ['a.yaml', 'password: "P"'],
  ['a.yaml', '- DB_PASSWORD=P'],
  ['a.yaml', '# password: P'],
  ['a.yaml', 'url: postgres://app:P@db.test/app'],
  ['a.toml', 'password = "P"'],
  ['a.toml', 'text = """\nDB_PASSWORD=P\n"""'],
  ['a.json', '{"password": "P"}'],
  ['a.json', '{"apiToken":"T"}'],
  ['a.json', '{"text": "{\\"password\\": \\"P\\"}"}'],
  ['a.ini', 'password = P'],
  ['a.properties', 'spring.datasource.password=P'],
  ['.env', 'DB_PASSWORD=P'],
  ['.env.production', 'API_TOKEN="T"'],
  ['Dockerfile', 'ENV DB_PASSWORD=P'],
  ['Dockerfile', 'ENV DB_PASSWORD P'],
  ['Dockerfile', 'ARG API_TOKEN=T'],
  ['docker-compose.yml', '      POSTGRES_PASSWORD: P'],
  ['main.tf', 'password = "P"'],
  ['main.tf', 'user_data = <<EOF\nDB_PASSWORD=P\nEOF'],
  ['main.tf', 'variable "db_password" {\n  type    = string\n  default = "P"\n}'],
  ['terraform.tfvars', 'api_token = "T"'],
  ['README.md', '```sh\nexport DB_PASSWORD=P\n```'],
  ['README.md', 'Log in with password: `P`'],
  ['web.xml', '<password>P</password>'],
  ['app.config', '<add name="db" connectionString="Server=db;Password=P;" />'],
  ['notes.txt', 'API key: T'],
  ['a.c', '#define DB_PASSWORD "P"'],
  ['deployment.yaml', '- name: DB_PASSWORD\n  value: P'],
  ['web.config', '<add key="DbPassword" value="P" />'],
  ['stack.json', '{"ParameterKey": "DbPassword", "ParameterValue": "P"}'],
  ['a.xml', '<password type="plain">P</password>'],
  ['a.spec', '%define token T'],
  ['.netrc', 'machine host.test login me password P'],
  ['.netrc', 'machine host.test\nlogin me\npassword P'],
  ['a.php', '$apiToken .= "T";'],
  ['a.js', 'apiToken += "T";'],
  ['a.rs', 'let api_token = r#"T"#;'],
  ['a.yaml', 'api_token: |\n  T'],
  ['a.yaml', "api_token: !!str 'T'"],
  ['a.mk', 'API_TOKEN ?= T'],
  ['a.http', 'Authorization: Token T'],
  ['a.js', "headers: { authorization: 'ApiKey T' }"],
  ['.npmrc', '//registry.test/:_authToken=T'],
];

/** Texts in which nothing above low is found. */
const quiet: readonly (readonly [string, string])[] = [
  ['a.py', 'password = os.environ["DB_PASSWORD"]'],
  ['a.py', 'password = getpass("Password: ")'],
  ['a.py', 'password = config.password'],
  ['a.py', 'password = "your-password-here"'],
  ['a.py', 'password = "changeme"'],
  ['a.py', 'password = f"{prefix}"'],
  ['a.py', 'def login(user, password=None):'],
  ['a.py', 'raise ValueError("password must be long")'],
  ['a.py', 'token_url = "https://host.test/oauth/token"'],
  ['a.py', 'PASSWORD_RESET_PATH = "accounts/reset"'],
  ['a.py', 'names = ["password", "password_2", "other_thing"]'],
  ['a.py', 'tokenizer = AutoTokenizer.from_pretrained("gpt2")'],
  ['a.py', 'max_tokens = 4096'],
  ['a.py', 'pad_token = "<|endoftext|>"'],
  ['a.py', 'hashed_password = "$2b$12$abcdefghijklmnopqrstuv"'],
  ['a.js', 'const password = req.body.password;'],
  ['a.js', "label: 'Password', placeholder: 'Enter your password'"],
  ['a.js', "const jwt = require('jsonwebtoken');"],
  ['a.js', "t('auth.password.label')"],
  ['a.js', '<input type="password" name="password" autocomplete="current-password">'],
  ['a.ts', 'password: string;'],
  ['a.ts', 'const apiKey = process.env.API_KEY ?? "";'],
  ['a.go', 'Password: cfg.Password,'],
  ['a.go', 'password := os.Getenv("DB_PASSWORD")'],
  ['A.java', 'String password = request.getParameter("password");'],
  ['a.rb', "password = ENV.fetch('DB_PASSWORD')"],
  ['a.rb', '#   user.password = "vr00m"'],
  ['a.sh', 'DB_PASSWORD="$PASSWORD"'],
  ['a.sh', 'DB_PASSWORD=${DB_PASSWORD:?}'],
  ['a.sh', 'echo "password="$PASSWORD'],
  ['a.yaml', 'password: ${DB_PASSWORD}'],
  ['a.yaml', 'password: {{ .Values.password }}'],
  ['a.yaml', 'password: !vault |'],
  ['deployment.yaml', '- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: db'],
  ['a.yaml', 'password: ENC[AES256_GCM,data:abc]'],
  ['en.json', '{"LABEL_PASSWORD": "Passwort"}'],
  ['hu.json', '{"LABEL_PASSWORD": "Jelszó"}'],
  ['a.json', '{"token": "string"}'],
  ['a.json', '{"page_token": "AMEw9yO5jnsGnZJLHSKDFHJJu"}'],
  ['main.tf', 'password = var.db_password'],
  ['main.tf', 'variable "db_password" {\n  sensitive = true\n}\nvariable "x" {\n  default = "q7gd"\n}'],
  ['main.tf', 'password = random_password.db.result'],
  ['README.md', 'The password: it must be long.'],
  ['README.md', 'Set `DB_PASSWORD=<your password>`.'],
  ['a.py', 'url = "postgres://user:password@localhost/db"'],
  ['a.py', 'url = f"postgres://{user}:{password}@{host}/db"'],
  ['a.py', 'public_key = "9f8c2b7e41d6a05f3c9e8b7a6d5f4e21"'],
  ['a.py', 'commit = "9f8c2b7e41d6a05f3c9e8b7a6d5f4e2112345678"'],
  ['a.py', 'sort_key = "created_at_descending"'],
  ['a.php', "echo 'password = '.$p['config'];"],
  ['composer.json', '"vendor/password-hasher": "^6.4|^7.0"'],
  ['es.ini', 'forget_password = ¿Has olvidado tu contraseña?'],
  ['a.json', '{"task_key": "9f8c2b7e41d6a05f3c9e8b7a6d5f4e21"}'],
  ['a.py', 'verify_password("password", "9f8c2b7e41d6a05f")'],
  ['a.py', 'sample = "OPENAI_API_KEY={word:48}"'],
  ['a.ts', "['password', 'password_2', 'injectNpm2FaToken']"],
  ['keybindings.json', '{"key": "ctrl+shift+down"}'],
];

describe('contextual detection', () => {
  for (const [path, template] of found) {
    it(`finds in ${path}: ${JSON.stringify(template)}`, () => {
      const text = template.replace(/\bP\b/, password).replace(/\bT\b/, token).replace(/\bB\b/, pair);
      const value = /\bP\b/.test(template) ? password : /\bT\b/.test(template) ? token : pair;
      const findings = scanner.scanText(text, path).filter(({ confidence }) => confidence !== 'low');
      assert.deepEqual(
        findings.map(({ start, end }) => text.slice(start, end)),
        [value],
      );
    });
  }
  it('finds a password in a URL that is a parameter of another', () => {
    const text = `next=https%3A%2F%2Fapp%3A${password}%40db.test%2Fapp`;
    const findings = scanner.scanText(text, 'a.yaml');
    assert.deepEqual(
      findings.map(({ rule, start, end }) => [rule, text.slice(start, end)]),
      [['url-password', password]],
    );
  });
  for (const [path, text] of quiet) {
    it(`is quiet in ${path}: ${JSON.stringify(text)}`, () => {
      const findings = scanner.scanText(text, path).filter(({ confidence }) => confidence !== 'low');
      assert.deepEqual(findings, []);
    });
  }
});
