# Answers what validation/compare.py asks of R: a list of questions as JSON on standard input, a list of answers on standard output.
suppressPackageStartupMessages({
  library(jsonlite)
  library(psych)
  library(eRm)
  library(cutpointr)
})

matrix_of <- function(rows) do.call(rbind, lapply(rows, unlist))

answers <- list(
  icc = function(input) {
    said <- suppressWarnings(ICC(matrix_of(input$rows), lmer = FALSE))
    found <- said$results
    names <- c("icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k")
    answer <- setNames(as.list(found$ICC), names)
    answer$ci95 <- setNames(lapply(1:6, function(row) c(found[row, "lower bound"], found[row, "upper bound"])), names)
    answer
  },
  alpha = function(input) list(alpha = suppressWarnings(alpha(matrix_of(input$items), warnings = FALSE, check.keys = FALSE))$total$raw_alpha),
  items = function(input) {
    said <- suppressWarnings(alpha(matrix_of(input$items), warnings = FALSE, check.keys = FALSE))
    lapply(seq_len(nrow(said$item.stats)), function(item) {
      c(said$item.stats$raw.r[item], said$item.stats$r.drop[item], said$alpha.drop$raw_alpha[item])
    })
  },
  detection = function(input) {
    count <- function(metric) as.numeric(metric(tp = input$tp, fp = input$fp, tn = input$tn, fn = input$fn))
    list(sens = count(sensitivity), spec = count(specificity), ppv = count(ppv), npv = count(npv), f1 = count(F1_score))
  },
  rasch = function(input) {
    fit <- RM(matrix_of(input$items), sum0 = TRUE)
    as.numeric(-fit$betapar)
  }
)

questions <- fromJSON(file("stdin"), simplifyVector = FALSE)
said <- lapply(questions, function(question) answers[[question$what]](question$input))
cat(toJSON(said, digits = NA, auto_unbox = TRUE, na = "null", null = "null"))
