"""Makes a model of a few thousand random numbers, to test without a download.

    python tests/tiny_model.py /tmp/tiny

Then start the service with MODEL_ID=/tmp/tiny. What it says makes no sense, but it
says it the way a real model does.
"""

import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
# @if task=text-generation
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast
# @end
# @if task=embeddings
from tokenizers.processors import TemplateProcessing
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
# @end
# @if task=classification
from tokenizers.processors import TemplateProcessing
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    PreTrainedTokenizerFast,
)
# @end

_TEXTS = [
    "The quick brown fox jumps over the lazy dog.",
    "A server answers many requests at the same time.",
    "Größe, naïve, 日本語 and 😀 have more than one byte for each character.",
]
# @if task=text-generation
_CHAT_TEMPLATE = (
    "{% for message in messages %}<|{{ message.role }}|>{{ message.content }}"
    "{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
# @end


def make_tiny_model(folder: Path) -> None:
    torch.manual_seed(0)
    tokenizer = _train_tokenizer()
    # @if task=text-generation
    tokenizer.chat_template = _CHAT_TEMPLATE
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=2048,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    model = LlamaForCausalLM(config)
    # @end
    # @if batched=true
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        max_position_embeddings=64,
        pad_token_id=tokenizer.pad_token_id,
        # @if task=classification
        id2label={0: "NEGATIVE", 1: "NEUTRAL", 2: "POSITIVE"},
        label2id={"NEGATIVE": 0, "NEUTRAL": 1, "POSITIVE": 2},
        # @end
    )
    # @end
    # @if task=embeddings
    model = BertModel(config)
    # @end
    # @if task=classification
    model = BertForSequenceClassification(config)
    # @end
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def _train_tokenizer() -> PreTrainedTokenizerFast:
    # @if task=text-generation
    special = ["<pad>", "<s>", "</s>"]
    # @end
    # @if batched=true
    special = ["[PAD]", "[CLS]", "[SEP]"]
    # @end
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=384,
        special_tokens=special,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(_TEXTS, trainer)
    # @if task=text-generation
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="<pad>",
        bos_token="<s>",
        eos_token="</s>",
        model_max_length=2048,
    )
    # @end
    # @if batched=true
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=64,
    )
    # @end


if __name__ == "__main__":
    make_tiny_model(Path(sys.argv[1]))
