using KaggleRunner.CommandLine.Hosting;

return await RunnerCommandLine.RunAsync(args);
