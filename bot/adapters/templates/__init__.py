"""Messages put into words: approved texts in three languages, rendered strictly (law 6)."""

from bot.adapters.templates.library import Rendered, TemplateLibrary
from bot.adapters.templates.problems import Problem, TemplateProblem

__all__ = ["Problem", "Rendered", "TemplateLibrary", "TemplateProblem"]
