"""Reading teams as a whole: who fills what, who could, who worked with whom, and figures."""
