"""Support tools (支援ツール): schemes of ministries and agencies, whom they help, where and with how much.

Words: support tool, type, phase, operator. The small room that shows how a room is built.
"""
