import type { SmallProject } from './buildProjects.ts';

const flask = `from flask import Flask

app = Flask(__name__)


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/")
def index():
    return "served by gunicorn"
`;

const streamlit = `import streamlit as st

st.title("Tiny")
`;

const gradio = `import gradio as gr

demo = gr.Interface(fn=lambda text: text.upper(), inputs="text", outputs="text")

if __name__ == "__main__":
    demo.launch(server_name="0.0.0.0")
`;

const factory = `from fastapi import FastAPI


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "made by a factory"}

    return app
`;

const vertex = `import os

from fastapi import FastAPI
from google import genai

app = FastAPI()
client = genai.Client(enterprise=True, project="acme-prod", location="global", http_options={"api_version": "v1"}) if os.environ.get("K_SERVICE") else None


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/backend")
def backend() -> dict[str, object]:
    return {name: os.environ.get(name) for name in ("GOOGLE_GENAI_USE_ENTERPRISE", "GOOGLE_GENAI_USE_VERTEXAI")}


@app.get("/ask")
def ask(question: str) -> str:
    return genai.Client().models.generate_content(model="gemini-2.5-flash", contents=question).text or ""
`;

const langgraph = `from typing import TypedDict

from fastapi import FastAPI
from langgraph.graph import END, START, StateGraph


class State(TypedDict):
    text: str


builder = StateGraph(State)
builder.add_node("shout", lambda state: {"text": state["text"].upper()})
builder.add_edge(START, "shout")
builder.add_edge("shout", END)
graph = builder.compile()
app = FastAPI()


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/invoke")
async def invoke(text: str) -> State:
    return await graph.ainvoke({"text": text})
`;

const agent = `from google.adk.agents import Agent

root_agent = Agent(name="greeter", model="gemini-2.5-flash", instruction="Greet whoever writes to you.")
`;

/** One project for each kind of application that is started in a way of its own, with the real packages. */
export const frameworkProjects: readonly SmallProject[] = [
  {
    title: 'Flask by gunicorn',
    files: { 'requirements.txt': 'flask\ngunicorn\n', 'app.py': flask },
    answers: /served by gunicorn/,
    has: /exec gunicorn --bind 0\.0\.0\.0:\$\{PORT\}/,
  },
  {
    title: 'a factory of a FastAPI application, whose server the project does not declare',
    files: { 'requirements.txt': 'fastapi\n', 'service.py': factory },
    path: '/health',
    answers: /made by a factory/,
    has: /uvicorn service:create_app --factory/,
  },
  {
    title: 'Streamlit',
    files: { 'requirements.txt': 'streamlit\n', 'ui.py': streamlit },
    readyPath: '/_stcore/health',
    answers: /<title>Streamlit<\/title>/,
    has: /streamlit run ui\.py/,
  },
  {
    title: 'Gradio',
    files: { 'requirements.txt': 'gradio\n', 'ui.py': gradio },
    readyPath: '/',
    path: '/config',
    answers: /"components"/,
    has: /GRADIO_SERVER_PORT=\$\{PORT\}/,
  },
  {
    title: 'a client of Vertex AI',
    files: { 'requirements.txt': 'fastapi\nuvicorn\ngoogle-genai\n', 'main.py': vertex },
    path: '/backend',
    answers: /"GOOGLE_GENAI_USE_ENTERPRISE":"true","GOOGLE_GENAI_USE_VERTEXAI":"true"/,
    has: /uvicorn main:app/,
  },
  {
    title: 'LangGraph behind FastAPI',
    files: { 'requirements.txt': 'fastapi\nuvicorn\nlanggraph\n', 'server.py': langgraph },
    path: '/invoke?text=hello',
    answers: /"text":"HELLO"/,
    has: /uvicorn server:app/,
  },
  {
    title: "an agent of Google ADK behind ADK's own server",
    files: {
      'requirements.txt': 'google-adk\n',
      'agents/greeter/__init__.py': 'from . import agent\n',
      'agents/greeter/agent.py': agent,
    },
    readyPath: '/list-apps',
    path: '/list-apps',
    answers: /\["greeter"\]/,
    has: /adk api_server/,
  },
];
