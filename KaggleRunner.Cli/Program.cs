using KaggleRunner.Cli.Hosting;

return await RunnerCommandLine.RunAsync(args);
