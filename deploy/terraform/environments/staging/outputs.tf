output "site" {
  description = "What the overlay of this stage and the pipeline need to know."
  value       = module.site
}
