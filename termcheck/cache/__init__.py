"""What is kept between runs: compiled objects, results of files, and how they are written."""
