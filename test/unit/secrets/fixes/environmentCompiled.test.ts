import assert from 'node:assert/strict';
import { fixed, itFixes, obstacleOf } from './fixCase.ts';

const key = '«{alnum:24}»';
const at = (path: string, source: string) => ({ path, source, name: 'myToken' });

describe('reading from the environment in compiled languages and their like', () => {
  itFixes('Go: a constant becomes a variable, os is imported in order', at('a.go', `package a\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nconst token = "${key}"\n`), 'package a\n\nimport (\n\t"fmt"\n\t"os"\n\t"strings"\n)\n\nvar token = os.Getenv("MY_TOKEN")\n');
  itFixes('Go: a part is put together', at('a.go', `package a\n\nimport "fmt"\n\nfunc f() { fmt.Println("Bearer ${key}") }\n`), 'package a\n\nimport "fmt"\nimport "os"\n\nfunc f() { fmt.Println("Bearer " + os.Getenv("MY_TOKEN")) }\n');
  itFixes('Go: a raw string, no import so far', at('a.go', `package a\n\nvar k = \`${key}\`\n`), 'package a\n\nimport "os"\n\nvar k = os.Getenv("MY_TOKEN")\n');
  itFixes('Go: imports and tags are left', at('a.go', `package a\n\nimport (\n\t"x/${key}"\n)\n`), undefined);
  itFixes('Go: a block of constants is left', at('a.go', `package a\n\nconst (\n\tk = "${key}"\n)\n`), undefined);
  itFixes('Go: a constant that another is made of is left', at('a.go', `package a\n\nconst k = "${key}"\nconst h = "Bearer " + k\n`), undefined);
  itFixes('Java', at('A.java', `class A {\n  static final String T = "${key}";\n}\n`), 'class A {\n  static final String T = System.getenv("MY_TOKEN");\n}\n');
  itFixes('Java: parentheses before a method', at('A.java', `class A {\n  String h = "Bearer ${key}".trim();\n}\n`), 'class A {\n  String h = ("Bearer " + System.getenv("MY_TOKEN")).trim();\n}\n');
  itFixes('Java: a text block', at('A.java', `class A {\n  String k = """\n    ${key}\n    """;\n}\n`), 'class A {\n  String k = System.getenv("MY_TOKEN");\n}\n');
  itFixes('Java: an annotation is left', at('A.java', `class A {\n  @Value("${key}") String k;\n}\n`), undefined);
  itFixes('Java: an annotation over several lines is left', at('A.java', `class A {\n  @Headers({\n    "Authorization: ${key}"\n  })\n  void f() {}\n}\n`), undefined);
  itFixes('Java: a constant that a case or an annotation names is left', at('A.java', `class A {\n  static final String T = "${key}";\n  @Value(T) String k;\n}\n`), undefined);
  itFixes('Java: a default goes', at('A.java', `var k = System.getenv().getOrDefault("FOO", "${key}");\n`), 'var k = System.getenv("FOO");\n');
  itFixes('Kotlin: const goes', at('A.kt', `const val T = "${key}"\n`), 'val T = System.getenv("MY_TOKEN")\n');
  itFixes('Kotlin: an elvis default goes', at('A.kt', `val t = System.getenv("FOO") ?: "${key}"\n`), 'val t = System.getenv("FOO")\n');
  itFixes('Scala', at('A.scala', `object A { val h = s"Bearer ${key}" }\n`), 'object A { val h = s"Bearer " + System.getenv("MY_TOKEN") }\n');
  itFixes('C#: a constant of a class', at('A.cs', `using System;\nclass A\n{\n    const string T = "${key}";\n}\n`), 'using System;\nclass A\n{\n    static readonly string T = Environment.GetEnvironmentVariable("MY_TOKEN") ?? throw new InvalidOperationException("Set MY_TOKEN.");\n}\n');
  itFixes('C#: a constant of a method', at('A.cs', `void M()\n{\n    const string t = "${key}";\n}\n`), 'void M()\n{\n    string t = System.Environment.GetEnvironmentVariable("MY_TOKEN") ?? throw new System.InvalidOperationException("Set MY_TOKEN.");\n}\n');
  itFixes('C#: verbatim and interpolated strings keep their kind', at('A.cs', `using System;\nvar u = $@"{x} ""q"" ${key} y";\n`), 'using System;\nvar u = $@"{x} ""q"" " + (Environment.GetEnvironmentVariable("MY_TOKEN") ?? throw new InvalidOperationException("Set MY_TOKEN.")) + $@" y";\n');
  itFixes('Ruby', at('a.rb', `TOKEN = '${key}'\n`), 'TOKEN = ENV.fetch("MY_TOKEN")\n');
  itFixes('Ruby: interpolates', at('a.rb', `h = "Bearer ${key} #{x}"\n`), 'h = "Bearer #{ENV.fetch("MY_TOKEN")} #{x}"\n');
  itFixes('Ruby: a default goes', at('a.rb', `t = ENV.fetch('FOO', '${key}')\n`), 't = ENV.fetch("FOO")\n');
  itFixes('PHP', at('a.php', `<?php\n$h = "Bearer ${key}";\n`), `<?php\n$h = "Bearer " . getenv('MY_TOKEN');\n`);
  itFixes('PHP: a property has to be constant', at('a.php', `<?php\nclass A {\n  private $t = '${key}';\n}\n`), undefined);
  itFixes('Rust: borrowed', at('a.rs', `fn f() { g("${key}"); }\n`), 'fn f() { g(&std::env::var("MY_TOKEN").expect("set MY_TOKEN")); }\n');
  itFixes('Rust: owned', at('a.rs', `fn f() { let t = "${key}".to_string(); }\n`), 'fn f() { let t = std::env::var("MY_TOKEN").expect("set MY_TOKEN"); }\n');
  itFixes('Rust: formatted, lifetimes are no characters', at('a.rs', `fn f<'a>() { let t = String::from("Bearer ${key} {}"); }\n`), `fn f<'a>() { let t = format!("Bearer {} {{}}", std::env::var("MY_TOKEN").expect("set MY_TOKEN")); }\n`);
  itFixes('Rust: constants and formats are left', at('a.rs', `const T: &str = "${key}";\n`), undefined);
  itFixes('Swift: Foundation is imported', at('a.swift', `// A\nlet t = "${key}"\n`), '// A\nimport Foundation\nlet t = ProcessInfo.processInfo.environment["MY_TOKEN"]!\n');
  itFixes('Groovy', at('build.gradle', `def t = '${key}'\n`), 'def t = System.getenv("MY_TOKEN")\n');

  it('sees comments and quotes that mislead', () => {
    assert.match(obstacleOf(at('a.go', `package a\n\n// "${key}"\n`)) ?? '', /comment/);
    assert.match(obstacleOf(at('A.java', `/* ' */ class A { /* ${key} */ }\n`)) ?? '', /comment/);
    const source = `class A { char c = '"'; String s = "//"; String k = "${key}"; }\n`;
    assert.equal(fixed(at('A.java', source)), `class A { char c = '"'; String s = "//"; String k = System.getenv("MY_TOKEN"); }\n`);
  });
}); // prettier-ignore
